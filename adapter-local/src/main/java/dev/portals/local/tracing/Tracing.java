package dev.portals.local.tracing;

/**
 * Hears of what comes from outside, and of what it leads to while this process runs. Called on any
 * thread, also that of a lane: must neither block nor throw.
 */
public interface Tracing {
  /** Hears nothing. */
  Tracing NONE = (action, path, from) -> Traced.NONE;

  /**
   * Somebody outside asks or publishes.
   *
   * @param action {@code ask} or {@code publish}
   * @param path of the portal or stream
   * @param from what it is part of
   */
  Traced begin(String action, String path, TraceContext from);
}
