package dev.portals.local;

import dev.portals.plan.LaneId;
import dev.portals.plan.Registration;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Atom;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.PageImage;
import java.util.List;

/** What the journal holds beside commits. */
sealed interface JournalRecord {
  /** From here on, commits name this lane by its number. */
  record LaneNumbered(int number, LaneId lane) implements JournalRecord {}

  /** An item of the registry; the newest of an application's counts. Who reads what follows. */
  record Registered(Registration registration, long version) implements JournalRecord {}

  /**
   * Atoms of a channel from number {@code first} on are kept until the next item of the registry,
   * which may name a reader that begins there.
   */
  record Reserved(StreamChannel channel, long first) implements JournalRecord {}

  /** The log below an epoch is not needed: everything is said again behind it. */
  record Truncated(long epoch) implements JournalRecord {}

  /** Atoms of a channel that are kept, from number {@code first}. */
  record Kept(StreamChannel channel, long first, List<Atom> atoms) implements JournalRecord {}

  /** A part of a lane as of one of its commits. */
  sealed interface Snapshot extends JournalRecord {
    /** The number by which commits name the lane. */
    int lane();
  }

  /**
   * The first part: so many others follow, and commits of the lane may lie between them.
   *
   * @param head the commit
   */
  record SnapshotBegan(int lane, long head, long planEpoch, int parts) implements Snapshot {}

  /** State and channels. */
  record SnapshotPiece(int lane, PageImage piece) implements Snapshot {}

  /** A dead letter. */
  record SnapshotLetter(int lane, DeadLetter letter) implements Snapshot {}
}
