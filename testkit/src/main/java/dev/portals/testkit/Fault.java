package dev.portals.testkit;

/** A way in which the simulated world goes wrong. */
public enum Fault {
  /** An instance of a lane is gone with its memory; another one starts later. */
  KILL(0.008),
  /**
   * An instance stops for a while and goes on where it was: meanwhile another one runs (zombie).
   */
  PAUSE(0.006),
  /** Two instances of one lane run at once. */
  OVERLAP(0.005),
  /** In a log: a commit is stored, but its writer does not hear of it. */
  WRITE_UNACKNOWLEDGED(0.04),
  /** In a log: a commit is not stored, and its writer does not know. */
  WRITE_LOST(0.04),
  /** In a log: a commit is stored later, if its place is still free; its writer does not know. */
  WRITE_LATE(0.04),
  /** A lane in a log cannot be loaded. */
  LOAD_UNAVAILABLE(0.06),
  /** In a log: the number of a lane's newest commit cannot be read. */
  NEWEST_UNAVAILABLE(0.3),
  /** Atoms are kept, but their publisher does not hear of it. */
  PUBLISH_UNACKNOWLEDGED(0.08),
  /** Atoms are not kept, and their publisher does not know. */
  PUBLISH_LOST(0.08),
  /** Atoms are kept later; their publisher does not know. */
  PUBLISH_LATE(0.08),
  /** Atoms are delivered again, cut in another way. */
  DELIVERY_REPEATED(0.03),
  /** Asks or outcomes are lost. */
  MESSAGE_LOST(0.1),
  /** Asks or outcomes come again later. */
  MESSAGE_REPEATED(0.1),
  /** Asks or outcomes overtake others. */
  MESSAGE_REORDERED(0.3),
  /** A stream has no room for a while. */
  NO_ROOM(0.01),
  /** The clock jumps, forwards or backwards. */
  CLOCK_JUMP(0.004),
  /** A row of a table is written, but its writer does not hear of it. */
  PUT_UNACKNOWLEDGED(0.03),
  /** A row of a table is not written, and its writer does not know. */
  PUT_LOST(0.03),
  /** A row of a table is written later, if its condition is met then; its writer does not know. */
  PUT_LATE(0.03),
  /** A table refuses to do anything. */
  TABLE_THROTTLED(0.02),
  /**
   * A query reads some rows of a table before, the others after something else happens: perhaps
   * another instance of the lane starts and commits.
   */
  READ_TORN(0.2),
  /** The same, but what is read is all of before. */
  READ_STALE(0.1);

  private final double rate;

  Fault(double rate) {
    this.rate = rate;
  }

  /** How often it happens where it can, on average. */
  double rate() {
    return rate;
  }
}
