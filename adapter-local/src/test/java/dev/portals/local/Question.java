package dev.portals.local;

import dev.portals.protocol.Caller;
import dev.portals.task.Answer;
import dev.portals.task.Portal;
import java.util.concurrent.CompletableFuture;

/** What a caller from outside asks, and under which idempotency key. */
record Question<Q, R>(Portal<Q, R> portal, Q request, String idempotencyKey) {
  /** The same under another idempotency key: it is asked anew. */
  Question<Q, R> anew(int time) {
    return new Question<>(portal, request, idempotencyKey + " " + time);
  }

  CompletableFuture<Answer<R>> ask(LocalPortals portals) {
    return portals.ask(portal, request, idempotencyKey);
  }

  Caller.External caller() {
    return new Caller.External(portal.path(), portal.key().apply(request), idempotencyKey);
  }

  @Override
  public String toString() {
    return "ask " + request + " of " + portal.path() + " under \"" + idempotencyKey + "\"";
  }
}
