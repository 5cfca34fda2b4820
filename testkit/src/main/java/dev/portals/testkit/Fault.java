package dev.portals.testkit;

import dev.portals.testkit.CrashPoint.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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
  WRITE_UNACKNOWLEDGED(0.04, "nothing else is written to a log", Kind.COMMIT),
  /** In a log: a commit is not stored, and its writer does not know. */
  WRITE_LOST(0.04, "nothing else is written to a log", Kind.COMMIT),
  /** In a log: a commit is stored later, if its place is still free; its writer does not know. */
  WRITE_LATE(0.04, "nothing else is written to a log", Kind.COMMIT),
  /** A lane in a log cannot be loaded. */
  LOAD_UNAVAILABLE(0.06, "it is the loading of a lane that fails", Kind.LOAD),
  /** In a log: the number of a lane's newest commit cannot be read. */
  NEWEST_UNAVAILABLE(0.3, "it is the reading of that number that fails", Kind.NEWEST),
  /** Atoms are kept, but their publisher does not hear of it. */
  PUBLISH_UNACKNOWLEDGED(0.08, "nothing else is published", Kind.PUBLISH),
  /** Atoms are not kept, and their publisher does not know. */
  PUBLISH_LOST(0.08, "nothing else is published", Kind.PUBLISH),
  /** Atoms are kept later; their publisher does not know. */
  PUBLISH_LATE(0.08, "nothing else is published", Kind.PUBLISH),
  /** Atoms are delivered again, cut in another way. */
  DELIVERY_REPEATED(0.1, "nothing else is delivered", Kind.DELIVERY),
  /** Asks or outcomes are lost. */
  MESSAGE_LOST(0.1, "it happens on the way, and is seen where they arrive", Kind.ASK, Kind.ANSWER),
  /** Asks or outcomes come again later. */
  MESSAGE_REPEATED(
      0.1, "it happens on the way, and is seen where they arrive", Kind.ASK, Kind.ANSWER),
  /** Asks or outcomes overtake others. */
  MESSAGE_REORDERED(
      0.3, "it happens on the way, and is seen where they arrive", Kind.ASK, Kind.ANSWER),
  /** Somebody asks with another payload, under numbers that were used. */
  PAYLOAD_FORGED(0.03, "nothing else is asked", Kind.ASK),
  /** Somebody asks in the name of a lane that there is not. */
  CALLER_FORGED(0.03, "nothing else is asked", Kind.ASK),
  /** Somebody asks, and settles, far ahead of the numbers that are due. */
  NUMBER_FORGED(0.03, "nothing else is asked", Kind.ASK),
  /** An ask comes to another lane. */
  ASK_ASTRAY(0.03, "nothing else is asked", Kind.ASK),
  /** Atoms come that are far ahead of those that are due, or of a channel that is not read. */
  ATOMS_FORGED(0.03, "nothing else is delivered", Kind.DELIVERY),
  /** A stream has no room for a while. */
  NO_ROOM(0.01, "a lane looks for room before it runs user code, and nowhere else", Kind.STEP),
  /** The clock jumps, forwards or backwards. */
  CLOCK_JUMP(0.004),
  /** A row of a table is written, but its writer does not hear of it. */
  PUT_UNACKNOWLEDGED(0.03, "nothing else writes a row", Kind.COMMIT, Kind.PUT),
  /** A row of a table is not written, and its writer does not know. */
  PUT_LOST(0.03, "nothing else writes a row", Kind.COMMIT, Kind.PUT),
  /** A row of a table is written later, if its condition is met then; its writer does not know. */
  PUT_LATE(0.03, "nothing else writes a row", Kind.COMMIT, Kind.PUT),
  /** A table refuses to do anything. */
  TABLE_THROTTLED(
      0.02,
      "nothing else calls a table",
      Kind.LOAD,
      Kind.QUERY,
      Kind.NEWEST,
      Kind.COMMIT,
      Kind.PUT),
  /**
   * A query reads some rows of a table before, the others after something else happens: perhaps
   * another instance of the lane starts and commits.
   */
  READ_TORN(0.2, "nothing else reads several rows", Kind.LOAD, Kind.QUERY),
  /** The same, but what is read is all of before. */
  READ_STALE(0.1, "nothing else reads rows", Kind.LOAD, Kind.QUERY, Kind.NEWEST);

  private final double rate;
  private final String elsewhere;

  @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
  private final Set<Kind> kinds;

  /** It strikes a process wherever it stands. */
  Fault(double rate) {
    this.rate = rate;
    this.elsewhere = "";
    this.kinds = EnumSet.allOf(Kind.class);
  }

  /** It strikes at some points; {@code elsewhere} is why it cannot at others. */
  Fault(double rate, String elsewhere, Kind... kinds) {
    this.rate = rate;
    this.elsewhere = elsewhere;
    this.kinds = EnumSet.copyOf(List.of(kinds));
  }

  /** How often it happens where it can, on average. */
  double rate() {
    return rate;
  }

  boolean canStrike(CrashPoint point) {
    return kinds.contains(point.kind());
  }

  /** Why it strikes nowhere else; empty if it strikes everywhere. */
  String elsewhere() {
    return elsewhere;
  }
}
