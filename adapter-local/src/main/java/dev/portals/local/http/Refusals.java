package dev.portals.local.http;

import dev.portals.PortalsException;
import dev.portals.codec.CodecException;
import dev.portals.local.AskRefusedException;
import dev.portals.local.json.JsonException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** How those outside are told that what they ask or publish was refused. */
final class Refusals {
  private Refusals() {}

  /** Finds what a path names: 404 if it names nothing. */
  static <T> T named(Supplier<T> found) {
    try {
      return found.get();
    } catch (PortalsException unknown) {
      throw new RefusedException(404, String.valueOf(unknown.getMessage()), unknown);
    }
  }

  /** Begins something: 400 if what was sent is malformed, or what its refusal says. */
  static CompletableFuture<Reply> begun(Supplier<CompletableFuture<Reply>> action) {
    try {
      return action.get();
    } catch (JsonException | CodecException wrong) {
      throw new RefusedException(400, String.valueOf(wrong.getMessage()), wrong);
    } catch (AskRefusedException refused) {
      throw new RefusedException(status(refused), String.valueOf(refused.getMessage()), refused);
    }
  }

  /** What had begun has failed. */
  static Reply reply(Throwable failed) {
    var cause = failed.getCause();
    var why = failed instanceof CompletionException && cause != null ? cause : failed;
    if (why instanceof AskRefusedException refused) {
      return Reply.error(status(refused), String.valueOf(refused.getMessage()));
    }
    return Requests.failure(why);
  }

  private static int status(AskRefusedException refused) {
    return switch (refused.reason()) {
      case BAD_KEY -> 400;
      case KEY_REUSED -> 422;
      case BUSY, BROKEN -> 503;
    };
  }
}
