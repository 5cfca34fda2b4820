package dev.portals.spi;

import dev.portals.plan.LaneId;

/** Hears what a person should know of a lane. Must not throw. */
public interface LaneListener {
  /** A step failed and will be tried again. */
  void retrying(LaneId lane, String what, int attempt, long inMillis);

  /** A step kept failing; what it was to process is kept as a dead letter (S9). */
  void deadLettered(LaneId lane, String error);

  /**
   * Atoms are missing: {@code channel} expected number {@code expected} and was given {@code got}
   * (P2).
   */
  void gap(LaneId lane, String channel, long expected, long got);

  /** The lane stopped for good and a person decides (asker rule 4). */
  void broken(LaneId lane, String why);
}
