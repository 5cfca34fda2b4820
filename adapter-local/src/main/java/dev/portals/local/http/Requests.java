package dev.portals.local.http;

import dev.portals.PortalsException;
import dev.portals.local.json.JsonValues;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what a request wants. On the event loop. */
final class Requests implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger("dev.portals.http");
  private static final Pattern ASK = Pattern.compile("/v1/portals/([^/]+)/([^/]+)/ask");

  private static final Pattern PUBLISH = Pattern.compile("/v1/streams/([^/]+)/([^/]+)/publish");

  private final Vertx vertx;
  private final Served served;
  private final Asks asks;
  private final Publishes publishes;
  private final JsonValues json = new JsonValues();

  Requests(Vertx vertx, Served served) {
    this.vertx = vertx;
    this.served = served;
    this.asks = new Asks(served, json);
    this.publishes = new Publishes(served, json);
  }

  @Override
  public void handle(HttpServerRequest request) {
    try {
      route(request);
    } catch (RuntimeException failed) {
      Responses.send(request, failure(failed));
    }
  }

  private void route(HttpServerRequest request) {
    var ask = ASK.matcher(request.path());
    var publish = PUBLISH.matcher(request.path());
    if (isForeign(request)) {
      Responses.send(
          request,
          Reply.error(403, "only 127.0.0.1 and localhost are served, and no pages of other sites"));
    } else if (ask.matches()) {
      if (allowed(request, HttpMethod.POST)) {
        var portal = "/" + ask.group(1) + "/portals/" + ask.group(2);
        Responses.body(request, body -> keyed(request, key -> asks.ask(portal, key, body)));
      }
    } else if (publish.matches()) {
      if (allowed(request, HttpMethod.POST)) {
        var stream = "/" + publish.group(1) + "/streams/" + publish.group(2);
        Responses.body(
            request, body -> keyed(request, key -> publishes.publish(stream, key, body)));
      }
    } else if (request.path().equals("/v1/lanes")) {
      if (allowed(request, HttpMethod.GET)) {
        var lanes = Lanes.of(served.lanes());
        Responses.send(request, new Reply(200, json.write(Lanes.class, lanes)));
      }
    } else if (request.path().equals("/v1/health")) {
      if (allowed(request, HttpMethod.GET)) {
        Responses.send(request, Lanes.of(served.lanes()).health());
      }
    } else {
      Responses.send(
          request,
          Reply.error(
              404,
              "nothing is at %s. Maybe /v1/portals/{application}/{portal}/ask, /v1/streams/{application}/{stream}/publish, /v1/lanes or /v1/health"
                  .formatted(request.path())));
    }
  }

  /** What happens once for each idempotency key. */
  private void keyed(HttpServerRequest request, Function<String, CompletableFuture<Reply>> action) {
    try {
      var key = IdempotencyKey.of(request.getHeader("Idempotency-Key"));
      request.response().putHeader("Idempotency-Key", key);
      Responses.later(vertx, request, action.apply(key));
    } catch (RuntimeException failed) {
      Responses.send(request, failure(failed));
    }
  }

  /** A browser says where a page is from; a name that leads here may be anybody's. */
  private static boolean isForeign(HttpServerRequest request) {
    var authority = request.authority();
    var origin = request.getHeader("Origin");
    return authority == null
        || !Set.of("127.0.0.1", "localhost").contains(authority.host())
        || origin != null && !origin.equals("http://" + authority);
  }

  private static boolean allowed(HttpServerRequest request, HttpMethod method) {
    if (request.method().equals(method)) {
      return true;
    }
    request.response().putHeader("Allow", method.name());
    Responses.send(
        request,
        Reply.error(
            405,
            "%s does not go with %s. Maybe %s"
                .formatted(request.method(), request.path(), method)));
    return false;
  }

  static Reply failure(Throwable failed) {
    if (failed instanceof RefusedException refused) {
      return Reply.error(refused.status(), String.valueOf(refused.getMessage()));
    } else if (failed instanceof PortalsException known) {
      return Reply.error(503, String.valueOf(known.getMessage()));
    }
    LOG.error("a request failed", failed);
    return Reply.error(500, "this is a bug: " + failed);
  }
}
