package dev.portals.protocol;

import dev.portals.codec.Bytes;
import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import java.util.List;
import java.util.Optional;

/**
 * One change of a lane, part of a commit. The lane's memory changes by applying entries and in no
 * other way.
 */
public sealed interface Entry {
  /**
   * An input channel is read from an atom on that is not its first (P3): before the first {@link
   * Moved} of it, and never again.
   */
  record Subscribed(String port, StreamChannel channel, long start) implements Entry {}

  /**
   * The cursor of an input channel moved behind an atom (P2); {@code sealed} if that was the seal
   * (P4).
   */
  record Moved(String port, StreamChannel channel, long next, boolean sealed) implements Entry {}

  /** Values of one state, by key; an empty value was removed. */
  record Wrote(String state, List<Value> values) implements Entry {}

  /** A value of {@link Wrote}. */
  record Value(String key, Optional<Bytes> value) {}

  /** An atom went to the outbox of an output port (C2). */
  record Produced(String port, long number, Atom atom) implements Entry {}

  /** Atoms below {@code next} of an output port are acknowledged by the transport (P1). */
  record Published(String port, long next) implements Entry {}

  /** An ask went to the outbox. */
  record Asked(LaneId replier, long number, Ask ask) implements Entry {}

  /**
   * An ask is no longer outstanding: its answer took effect, or nobody awaits it and it was
   * accepted.
   */
  record Settled(LaneId replier, long number) implements Entry {}

  /**
   * An ask is no longer waited for: its deadline passed. Its number is still to be made known to
   * the replier (asker rule 5).
   */
  record Expired(LaneId replier, long number) implements Entry {}

  /** The answer to one of several asks that are awaited together, and not the last of them. */
  record Gathered(long group, int index, Outcome answer) implements Entry {}

  /** An ask was accepted; without an answer it is open (replier rule 2). */
  record Served(Caller caller, long number, long hash, Optional<Outcome> answer) implements Entry {}

  /** Answered asks below a number were dropped, as the asker has settled them (replier rule 3). */
  record Forgot(Caller caller, long below) implements Entry {}

  /**
   * From here on the lane's code is of a later deployment: the commit's epoch says of which (C9).
   * Older code that still runs finds its next commit's place taken.
   */
  record Deployed() implements Entry {}

  /** From here on the lane takes no new atoms and no new asks from outside (L1). */
  record Closing() implements Entry {}

  /** The lane's last entry: nothing is committed behind it (L3). */
  record Ended() implements Entry {}

  /** Something whose task kept throwing, kept whole with its error (S9). */
  record DeadLettered(DeadLetter letter) implements Entry {}
}
