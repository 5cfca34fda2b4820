package dev.portals.task;

import java.util.function.Function;

/**
 * A request and reply service, known by its path. One task of the owning application replies; any
 * task asks.
 *
 * @param path {@code /application/portals/name}
 * @param request the class of requests
 * @param reply the class of replies
 * @param key what a request is about: the replier answers under this key, in its state
 */
public record Portal<Q, R>(
    String path, Class<Q> request, Class<R> reply, Function<? super Q, String> key) {
  public Portal {
    PartPath.parse(path, "portals");
  }

  /** The portal at a path; a bad path is refused at once. */
  public static <Q, R> Portal<Q, R> at(
      String path, Class<Q> request, Class<R> reply, Function<? super Q, String> key) {
    return new Portal<>(path, request, reply, key);
  }
}
