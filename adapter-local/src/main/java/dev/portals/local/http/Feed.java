package dev.portals.local.http;

import dev.portals.PortalsException;
import dev.portals.local.LocalPortals;
import dev.portals.local.Tail;
import dev.portals.local.TruncatedException;
import dev.portals.local.json.JsonValues;
import dev.portals.task.AtomStream;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sends the atoms of a stream as server-sent events, each with the position behind it as its id. On
 * the event loop.
 */
final class Feed {
  private static final long HEARTBEAT_MILLIS = 30_000;

  private final HttpServerRequest request;
  private final JsonValues json;
  private final Vertx vertx;
  private @Nullable Tail tail;
  private long heartbeat;

  private Feed(HttpServerRequest request, JsonValues json, Vertx vertx) {
    this.request = request;
    this.json = json;
    this.vertx = vertx;
  }

  /**
   * Begins a feed.
   *
   * @throws RefusedException if there is no such stream or position, or it is not kept
   */
  static void begin(
      Vertx vertx,
      HttpServerRequest request,
      JsonValues json,
      LocalPortals portals,
      String stream) {
    var feed = new Feed(request, json, vertx);
    var loop = vertx.getOrCreateContext();
    var from = from(request);
    try {
      feed.tail = portals.tail(stream, from, () -> loop.runOnContext(on -> feed.send()));
    } catch (TruncatedException truncated) {
      throw new RefusedException(410, String.valueOf(truncated.getMessage()), truncated);
    } catch (PortalsException wrong) {
      throw new RefusedException(
          portals.hasStream(stream) ? 400 : 404, String.valueOf(wrong.getMessage()), wrong);
    }
    feed.open();
  }

  /** A browser that connects again says where it was. */
  private static String from(HttpServerRequest request) {
    var last = request.getHeader("Last-Event-ID");
    var asked = request.getParam("from");
    return last != null ? last : asked != null ? asked : Tail.NOW;
  }

  private void open() {
    var response = request.response();
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store");
    response.closeHandler(closed -> close());
    response.exceptionHandler(failed -> close());
    response.drainHandler(drained -> send());
    heartbeat = vertx.setPeriodic(HEARTBEAT_MILLIS, at -> response.write(":\n\n"));
    response.write(": from " + (tail == null ? "" : tail.position()) + "\n\n");
    send();
  }

  private void send() {
    var reading = tail;
    var response = request.response();
    try {
      while (reading != null && !response.closed() && !response.writeQueueFull()) {
        var read = reading.poll();
        if (read.isEmpty()) {
          if (reading.isAtEnd()) {
            end("end", "{}");
          }
          return;
        }
        write(reading, read.get());
      }
    } catch (TruncatedException truncated) {
      end(
          "truncated",
          "{\"error\":%s,\"position\":\"%s\"}"
              .formatted(
                  json.write(String.class, String.valueOf(truncated.getMessage())),
                  truncated.position()));
    }
  }

  private void write(Tail reading, Tail.Read read) {
    var events =
        read.events().stream()
            .map(event -> json(reading.stream(), event))
            .collect(Collectors.joining(","));
    request
        .response()
        .write(
            "id: %s\nevent: %s\ndata: {\"lane\":%d,\"number\":%d,\"events\":[%s]}\n\n"
                .formatted(
                    read.position(),
                    read.isSeal() ? "seal" : "atom",
                    read.lane(),
                    read.number(),
                    events));
  }

  private <T> String json(AtomStream<T> stream, Object event) {
    return json.write(stream.type(), stream.type().cast(event));
  }

  private void end(String event, String data) {
    close();
    request.response().end("event: %s\ndata: %s\n\n".formatted(event, data));
  }

  private void close() {
    vertx.cancelTimer(heartbeat);
    if (tail != null) {
      tail.close();
      tail = null;
    }
  }
}
