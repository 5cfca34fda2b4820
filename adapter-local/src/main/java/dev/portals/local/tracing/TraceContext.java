package dev.portals.local.tracing;

import java.util.Map;

/**
 * What an ask from outside is part of.
 *
 * @param isRemote false if it is what the calling thread does; then there are no headers
 * @param headers {@code traceparent} and {@code tracestate} as they came, in lower case: W3C Trace
 *     Context. What is malformed is ignored, as that document wants
 */
public record TraceContext(boolean isRemote, Map<String, String> headers) {
  /** What the calling thread does. */
  public static final TraceContext HERE = new TraceContext(false, Map.of());

  public TraceContext {
    headers = Map.copyOf(headers);
  }

  /** What the headers of a request say. */
  public static TraceContext remote(Map<String, String> headers) {
    return new TraceContext(true, headers);
  }
}
