package dev.portals.local.http;

import dev.portals.PortalsException;
import dev.portals.local.LocalPortals;
import dev.portals.local.json.JsonValues;
import dev.portals.local.tracing.TraceContext;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what a request wants. On the event loop. */
final class Requests implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger("dev.portals.http");
  private static final Pattern ASK = Pattern.compile("/v1/portals/([^/]+)/([^/]+)/ask");

  private static final Pattern PUBLISH = Pattern.compile("/v1/streams/([^/]+)/([^/]+)/publish");
  private static final Pattern STREAM = Pattern.compile("/v1/streams/([^/]+)/([^/]+)");
  private static final Pattern REPLACE = Pattern.compile("/v1/applications/([^/]+)/replace");
  private static final Pattern APPLICATION = Pattern.compile("/v1/applications/([^/]+)");

  private final Vertx vertx;
  private final LocalPortals portals;
  private final Applications applications;
  private final Gate gate;
  private final Asks asks;
  private final Publishes publishes;
  private final Inspection inspection;
  private final Metrics metrics = new Metrics();
  private final JsonValues json;

  Requests(
      Vertx vertx, LocalPortals portals, Applications applications, Gate gate, JsonValues json) {
    this.vertx = vertx;
    this.portals = portals;
    this.applications = applications;
    this.gate = gate;
    this.json = json;
    this.asks = new Asks(portals, json);
    this.publishes = new Publishes(portals, json);
    this.inspection = new Inspection(portals, json);
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
    var path = request.path();
    var ask = ASK.matcher(path);
    var publish = PUBLISH.matcher(path);
    var stream = STREAM.matcher(path);
    var refused = gate.refusal(request);
    if (refused != null) {
      Responses.send(request, refused);
    } else if (ask.matches()) {
      if (allowed(request, HttpMethod.POST)) {
        var portal = "/" + ask.group(1) + "/portals/" + ask.group(2);
        Responses.body(
            request, body -> keyed(request, key -> asks.ask(portal, key, body, trace(request))));
      }
    } else if (publish.matches()) {
      if (allowed(request, HttpMethod.POST)) {
        var to = "/" + publish.group(1) + "/streams/" + publish.group(2);
        Responses.body(
            request,
            body -> keyed(request, key -> publishes.publish(to, key, body, trace(request))));
      }
    } else if (stream.matches()) {
      if (allowed(request, HttpMethod.GET)) {
        var of = "/" + stream.group(1) + "/streams/" + stream.group(2);
        Feed.begin(vertx, request, json, portals, of);
      }
    } else if (path.startsWith("/v1/applications") || path.equals("/v1/launch")) {
      change(request, path);
    } else {
      look(request, path);
    }
  }

  private void change(HttpServerRequest request, String path) {
    var replace = REPLACE.matcher(path);
    var application = APPLICATION.matcher(path);
    if (path.equals("/v1/launch")) {
      if (allowed(request, HttpMethod.POST)) {
        Responses.body(request, body -> later(request, () -> applications.launch(body)));
      }
    } else if (replace.matches()) {
      if (allowed(request, HttpMethod.POST)) {
        later(request, () -> applications.replace(replace.group(1)));
      }
    } else if (application.matches()) {
      if (allowed(request, HttpMethod.DELETE)) {
        var force = "true".equals(request.getParam("force"));
        later(request, () -> applications.stop(application.group(1), force));
      }
    } else {
      look(request, path);
    }
  }

  private void look(HttpServerRequest request, String path) {
    switch (path) {
      case "/v1/applications" -> get(request, applications::list);
      case "/v1/lanes" ->
          get(request, () -> new Reply(200, json.write(Lanes.class, Lanes.of(portals.lanes()))));
      case "/v1/inspect" -> inspect(request);
      case "/v1/health" -> get(request, () -> Lanes.of(portals.lanes()).health());
      case "/metrics" -> {
        if (allowed(request, HttpMethod.GET)) {
          request
              .response()
              .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
              .end(metrics.of(portals.lanes()));
        }
      }
      default ->
          Responses.send(
              request,
              Reply.error(
                  404,
                  "nothing is at %s. Maybe /v1/portals/{application}/{portal}/ask, /v1/streams/{application}/{stream}, /v1/streams/{application}/{stream}/publish, /v1/applications, /v1/lanes, /v1/inspect, /v1/health or /metrics"
                      .formatted(path)));
    }
  }

  private void inspect(HttpServerRequest request) {
    if (allowed(request, HttpMethod.GET)) {
      var path = Optional.ofNullable(request.getParam("path")).orElse("");
      var key = Optional.ofNullable(request.getParam("key"));
      later(request, () -> inspection.of(path, key));
    }
  }

  private static void get(HttpServerRequest request, Supplier<Reply> reply) {
    if (allowed(request, HttpMethod.GET)) {
      Responses.send(request, reply.get());
    }
  }

  private void later(HttpServerRequest request, Supplier<CompletableFuture<Reply>> reply) {
    try {
      Responses.later(vertx, request, reply.get());
    } catch (RuntimeException failed) {
      Responses.send(request, failure(failed));
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

  /** W3C Trace Context, as it came. */
  private static TraceContext trace(HttpServerRequest request) {
    var found = new HashMap<String, String>();
    for (var name : List.of("traceparent", "tracestate")) {
      var sent = request.headers().getAll(name);
      if (!sent.isEmpty()) {
        found.put(name, String.join(",", sent));
      }
    }
    return TraceContext.remote(found);
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
