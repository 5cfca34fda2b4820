package dev.portals.local.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Takes bodies in and sends responses out. On the event loop. */
final class Responses {
  /** The most a request may hold, in bytes. */
  static final int MOST_BYTES = 1 << 20;

  private static final long PATIENCE_MILLIS = 30_000;

  private Responses() {}

  static void send(HttpServerRequest request, Reply reply) {
    var response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response
        .setStatusCode(reply.status())
        .putHeader("Content-Type", "application/json")
        .end(reply.json() + "\n");
  }

  /** Hands over the whole body, or answers 413 as soon as it is too large. */
  static void body(HttpServerRequest request, Consumer<byte[]> whole) {
    var body = Buffer.buffer();
    request.handler(
        part -> {
          if (body.length() <= MOST_BYTES) {
            body.appendBuffer(part);
            if (body.length() > MOST_BYTES) {
              request.response().putHeader("Connection", "close");
              send(
                  request,
                  Reply.error(
                      413,
                      "the body is over %,d bytes. Maybe a smaller one".formatted(MOST_BYTES)));
            }
          }
        });
    request.endHandler(
        end -> {
          if (body.length() <= MOST_BYTES) {
            whole.accept(body.getBytes());
          }
        });
  }

  /** Sends a reply once it is there, or after half a minute 202: it still runs. */
  static void later(Vertx vertx, HttpServerRequest request, CompletionStage<Reply> reply) {
    var loop = vertx.getOrCreateContext();
    var timer =
        vertx.setTimer(
            PATIENCE_MILLIS,
            fired ->
                send(
                    request,
                    new Reply(202, "{\"running\":\"ask again with the same Idempotency-Key\"}")));
    reply.whenComplete(
        (there, failed) ->
            loop.runOnContext(
                on -> {
                  vertx.cancelTimer(timer);
                  send(request, there == null ? Requests.failure(failed) : there);
                }));
  }
}
