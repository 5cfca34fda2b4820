package dev.portals.local;

import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
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
}
