package dev.portals.local.http;

import dev.portals.local.LocalPortals;
import dev.portals.local.json.JsonValues;
import dev.portals.local.tracing.TraceContext;
import dev.portals.task.AtomStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** Publishes atoms for those outside. */
final class Publishes {
  private final LocalPortals portals;
  private final JsonValues json;

  Publishes(LocalPortals portals, JsonValues json) {
    this.portals = portals;
    this.json = json;
  }

  /**
   * Publishes the events of a JSON array as one atom.
   *
   * @throws RefusedException if it was not published
   */
  CompletableFuture<Reply> publish(
      String path, String idempotencyKey, byte[] body, TraceContext from) {
    var stream = Refusals.named(() -> portals.external(path));
    return Refusals.begun(() -> publish(stream, idempotencyKey, body, from));
  }

  @SuppressWarnings("unchecked") // the class of arrays of a class
  private <T> CompletableFuture<Reply> publish(
      AtomStream<T> stream, String idempotencyKey, byte[] body, TraceContext from) {
    var events = Arrays.asList((T[]) json.read(stream.type().arrayType(), body));
    if (events.contains(null)) {
      throw new RefusedException(400, "an event of the atom is null. Maybe leave it out");
    }
    return portals
        .publish(stream, events, idempotencyKey, from)
        .handle(
            (done, failed) ->
                failed == null
                    ? new Reply(200, "{\"published\":" + events.size() + "}")
                    : Refusals.reply(failed));
  }
}
