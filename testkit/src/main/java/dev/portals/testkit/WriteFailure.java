package dev.portals.testkit;

/** What may become of a write whose writer hears {@code UNKNOWN}. */
public enum WriteFailure {
  /** It is never done. */
  LOST,
  /** It is done at once, if its condition is met. */
  UNACKNOWLEDGED,
  /** It arrives later, and is done if its condition is met then. */
  LATE
}
