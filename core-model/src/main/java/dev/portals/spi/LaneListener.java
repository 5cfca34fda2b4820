package dev.portals.spi;

import dev.portals.plan.LaneId;

/** Hears what a person should know of a lane. Must not throw. */
public interface LaneListener {
  /**
   * A step failed and will be tried again.
   *
   * @param what what it was about, as an atom of a channel, and the error
   */
  void retrying(LaneId lane, String what, int attempt, long inMillis);

  /**
   * A step failed for the last time (S9).
   *
   * @param error what it was about, as an atom of a channel, and the error
   */
  void gaveUp(LaneId lane, GaveUp how, String error);

  /**
   * Atoms are missing: {@code channel} expected number {@code expected} and was given {@code got}
   * (P2).
   */
  void gap(LaneId lane, String channel, long expected, long got);

  /** The lane stopped for good and a person decides (asker rule 4). */
  void broken(LaneId lane, String why);

  /** What was done with what a step was to process. */
  enum GaveUp {
    /** It is kept whole, with the error. */
    DEAD_LETTERED,
    /** It was dropped, and counted. */
    SKIPPED,
    /** It waits, and the lane takes no atom until it is started again. */
    STOPPED
  }
}
