package dev.portals.local.http;

import dev.portals.driver.LaneStatus;
import dev.portals.local.LocalPortals;
import dev.portals.task.Answer;
import dev.portals.task.AtomStream;
import dev.portals.task.Portal;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the door opens to. From any thread. */
interface Served {
  Portal<?, ?> portal(String path);

  <Q, R> CompletableFuture<Answer<R>> ask(Portal<Q, R> portal, Q request, String idempotencyKey);

  AtomStream<?> external(String path);

  <T> CompletableFuture<Void> publish(AtomStream<T> stream, List<T> events, String idempotencyKey);

  List<LaneStatus> lanes();

  static Served of(LocalPortals portals) {
    return new Served() {
      @Override
      public Portal<?, ?> portal(String path) {
        return portals.portal(path);
      }

      @Override
      public <Q, R> CompletableFuture<Answer<R>> ask(
          Portal<Q, R> portal, Q request, String idempotencyKey) {
        return portals.ask(portal, request, idempotencyKey);
      }

      @Override
      public AtomStream<?> external(String path) {
        return portals.external(path);
      }

      @Override
      public <T> CompletableFuture<Void> publish(
          AtomStream<T> stream, List<T> events, String idempotencyKey) {
        return portals.publish(stream, events, idempotencyKey);
      }

      @Override
      public List<LaneStatus> lanes() {
        return portals.lanes();
      }
    };
  }
}
