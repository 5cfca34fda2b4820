package dev.portals.local.http;

import dev.portals.local.LocalPortals;
import dev.portals.local.json.JsonValues;
import dev.portals.local.tracing.TraceContext;
import dev.portals.task.Answer;
import dev.portals.task.Portal;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Asks portals for those outside. */
final class Asks {
  private final LocalPortals portals;
  private final JsonValues json;

  Asks(LocalPortals portals, JsonValues json) {
    this.portals = portals;
    this.json = json;
  }

  /**
   * Asks a portal with a JSON request.
   *
   * @throws RefusedException if it was not asked
   */
  CompletableFuture<Reply> ask(String path, String idempotencyKey, byte[] body, TraceContext from) {
    var portal = Refusals.named(() -> portals.portal(path));
    return Refusals.begun(() -> ask(portal, idempotencyKey, body, from));
  }

  private <Q, R> CompletableFuture<Reply> ask(
      Portal<Q, R> portal, String idempotencyKey, byte[] body, TraceContext from) {
    return portals
        .ask(portal, json.read(portal.request(), body), idempotencyKey, from)
        .handle((answer, failed) -> reply(portal, answer, failed));
  }

  private <R> Reply reply(
      Portal<?, R> portal, @Nullable Answer<R> answer, @Nullable Throwable failed) {
    if (answer instanceof Answer.Replied<R> replied) {
      return new Reply(200, "{\"reply\":" + json.write(portal.reply(), replied.value()) + "}");
    } else if (answer instanceof Answer.Failed<R> failure) {
      return Reply.error(424, failure.error());
    } else if (failed != null) {
      return Refusals.reply(failed);
    }
    return Reply.error(504, "the deadline passed: whether the ask was run is not known");
  }
}
