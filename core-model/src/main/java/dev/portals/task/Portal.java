package dev.portals.task;

import dev.portals.PortalsException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request and reply service, known by its path. One task of the owning application replies; any
 * task asks.
 *
 * @param path {@code /application/portals/name}
 * @param request the class of requests
 * @param reply the class of replies
 * @param key what a request is about: the replier answers under this key, in its state. Null if who
 *     asks says that ({@link Asker#at}), else it is the key that it asks under
 */
public record Portal<Q, R>(
    String path, Class<Q> request, Class<R> reply, @Nullable Function<? super Q, String> key) {
  public Portal {
    PartPath.parse(path, "portals");
    if (request == null || reply == null) {
      throw new PortalsException(
          path + " has null as the class of requests or replies. Maybe Void.class for none");
    }
  }

  /** The portal at a path; a bad path is refused at once. */
  public static <Q, R> Portal<Q, R> at(
      String path, Class<Q> request, Class<R> reply, Function<? super Q, String> key) {
    if (key == null) {
      throw new PortalsException(path + " has null as its key. Maybe leave it out");
    }
    return new Portal<>(path, request, reply, key);
  }

  /** The portal at a path, without a key function: the key is up to who asks. */
  public static <Q, R> Portal<Q, R> at(String path, Class<Q> request, Class<R> reply) {
    return new Portal<>(path, request, reply, null);
  }

  /** True if requests say themselves what they are about. */
  public boolean isKeyed() {
    return key != null;
  }

  /**
   * The key of a request from outside, where nothing else tells it.
   *
   * @throws PortalsException if there is no key function
   */
  public String keyOf(Q request) {
    if (key == null) {
      throw new PortalsException(
          path
              + " has no key function, so only tasks ask it. Maybe give it one: Portal.at(…, key)");
    }
    return key.apply(request);
  }

  /** The classes of its requests and replies, for messages. */
  public String types() {
    return request.getName()
        + " -> "
        + reply.getName()
        + (key == null ? " at a key of the asker's" : "");
  }
}
