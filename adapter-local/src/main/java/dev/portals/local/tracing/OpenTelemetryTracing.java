package dev.portals.local.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Spans by the OpenTelemetry API. What comes over HTTP is a span of kind SERVER below the caller's
 * {@code traceparent}; what the process itself asks is one below the calling thread's span; an ask
 * that a lane serves is one below what asked it. Attributes are {@code portals.path} and {@code
 * portals.lane}; neither keys nor values are told.
 */
public final class OpenTelemetryTracing implements Tracing {
  private static final TextMapGetter<Map<String, String>> HEADERS =
      (headers, name) -> headers == null ? null : headers.get(name);

  private final Tracer tracer;

  /** Over what the application has set up; its samplers and exporters decide what becomes of it. */
  public OpenTelemetryTracing(OpenTelemetry telemetry) {
    tracer = telemetry.getTracer("dev.portals");
  }

  @Override
  public Traced begin(String action, String path, TraceContext from) {
    var parent =
        from.isRemote()
            ? W3CTraceContextPropagator.getInstance()
                .extract(Context.root(), from.headers(), HEADERS)
            : Context.current();
    var span =
        tracer
            .spanBuilder(action + " " + path)
            .setParent(parent)
            .setSpanKind(from.isRemote() ? SpanKind.SERVER : SpanKind.INTERNAL)
            .setAttribute("portals.path", path)
            .startSpan();
    return new OneSpan(span, parent.with(span));
  }

  private final class OneSpan implements Traced {
    private final Span span;
    private final Context context;

    private OneSpan(Span span, Context context) {
      this.span = span;
      this.context = context;
    }

    @Override
    public Traced serve(String path, String lane, Instant since) {
      var child =
          tracer
              .spanBuilder("serve " + path)
              .setParent(context)
              .setStartTimestamp(since)
              .setAttribute("portals.path", path)
              .setAttribute("portals.lane", lane)
              .startSpan();
      return new OneSpan(child, context.with(child));
    }

    @Override
    public void happened(String what) {
      span.addEvent(what);
    }

    @Override
    public void end(Optional<String> error) {
      error.ifPresent(why -> span.setStatus(StatusCode.ERROR, why));
      span.end();
    }
  }
}
