package dev.portals.cli.run;

import dev.portals.PortalsException;
import dev.portals.local.LocalPortals;
import dev.portals.task.Portal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Asks the portals of a running process, each ask once. */
final class Asking {
  private final LocalPortals portals;

  Asking(LocalPortals portals) {
    this.portals = portals;
  }

  /** The replies about some names, in their order. Asked all at once. */
  <Q, R> Map<String, R> all(
      Portal<Q, R> portal, Collection<String> names, Function<String, Q> request) {
    var asked = new LinkedHashMap<String, CompletableFuture<R>>();
    for (var name : List.copyOf(names)) {
      asked.put(
          name,
          portals
              .ask(portal, request.apply(name), UUID.randomUUID().toString())
              .thenApply(answer -> answer.orThrow()));
    }
    var replies = new LinkedHashMap<String, R>();
    asked.forEach((name, reply) -> replies.put(name, join(reply)));
    return replies;
  }

  private static <R> R join(CompletableFuture<R> reply) {
    try {
      return reply.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof PortalsException known ? known : failed;
    }
  }
}
