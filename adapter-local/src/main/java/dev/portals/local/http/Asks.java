package dev.portals.local.http;

import dev.portals.PortalsException;
import dev.portals.codec.CodecException;
import dev.portals.local.AskRefusedException;
import dev.portals.local.LocalPortals;
import dev.portals.local.json.JsonException;
import dev.portals.local.json.JsonValues;
import dev.portals.task.Answer;
import dev.portals.task.Portal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
  CompletableFuture<Reply> ask(String path, String idempotencyKey, byte[] body) {
    return ask(portal(path), idempotencyKey, body);
  }

  private Portal<?, ?> portal(String path) {
    try {
      return portals.portal(path);
    } catch (PortalsException unknown) {
      throw new RefusedException(404, String.valueOf(unknown.getMessage()), unknown);
    }
  }

  private <Q, R> CompletableFuture<Reply> ask(
      Portal<Q, R> portal, String idempotencyKey, byte[] body) {
    try {
      var request = json.read(portal.request(), body);
      return portals
          .ask(portal, request, idempotencyKey)
          .handle((answer, failed) -> reply(portal, answer, failed));
    } catch (JsonException | CodecException wrong) {
      throw new RefusedException(400, String.valueOf(wrong.getMessage()), wrong);
    } catch (AskRefusedException refused) {
      throw new RefusedException(status(refused), String.valueOf(refused.getMessage()), refused);
    }
  }

  private <R> Reply reply(
      Portal<?, R> portal, @Nullable Answer<R> answer, @Nullable Throwable failed) {
    if (answer instanceof Answer.Replied<R> replied) {
      return new Reply(200, "{\"reply\":" + json.write(portal.reply(), replied.value()) + "}");
    } else if (answer instanceof Answer.Failed<R> failure) {
      return Reply.error(424, failure.error());
    } else if (failed != null) {
      return refused(failed);
    }
    return Reply.error(504, "the deadline passed: whether the ask was run is not known");
  }

  static Reply refused(Throwable failed) {
    var cause = failed.getCause();
    var why = failed instanceof CompletionException && cause != null ? cause : failed;
    if (why instanceof AskRefusedException refused) {
      return Reply.error(status(refused), String.valueOf(refused.getMessage()));
    }
    return Requests.failure(why);
  }

  static int status(AskRefusedException refused) {
    return switch (refused.reason()) {
      case BAD_KEY -> 400;
      case KEY_REUSED -> 422;
      case BUSY, BROKEN -> 503;
    };
  }
}
