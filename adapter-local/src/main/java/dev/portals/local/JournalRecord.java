package dev.portals.local;

import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Atom;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.PageImage;
import java.util.List;

/** What the journal holds beside commits. */
sealed interface JournalRecord {
  /** From here on, commits name this lane by its number. */
  record LaneNumbered(int number, LaneId lane) implements JournalRecord {}

  /**
   * An application was launched: the registry's record of it. Its subscriptions replace those of
   * the launch before.
   *
   * @param planEpoch counts the launches of the application, from 1 (protocol rule C9)
   * @param lanes how many the operators of its workflows have (rule L2)
   */
  record Launched(
      String application,
      Incarnation incarnation,
      long planEpoch,
      int lanes,
      List<Subscribed> subscriptions)
      implements JournalRecord {}

  /**
   * A lane reads a channel, at the input port of the stream's name.
   *
   * @param start the number of the first atom it reads, unless it read the channel before: then it
   *     goes on. 0 in this version
   */
  record Subscribed(LaneId reader, StreamChannel channel, long start) implements JournalRecord {}

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
