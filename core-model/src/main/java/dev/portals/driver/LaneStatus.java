package dev.portals.driver;

import dev.portals.plan.LaneId;
import dev.portals.protocol.ConsumerChannel;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.ProducerChannel;
import dev.portals.protocol.Skipped;
import java.util.Optional;

/**
 * What a person sees of a lane.
 *
 * @param commits the number of the newest commit
 * @param atoms how many atoms of its input streams it has taken, their ends included
 * @param outstanding asks that are not settled
 * @param deadLetters how many are kept
 * @param skipped how many atoms and continuations of atoms were dropped as the workflow's policy
 *     says
 * @param stopped why it takes no more atoms until it is started again, if so
 * @param broken why it stopped for good, if it did
 */
public record LaneStatus(
    LaneId lane,
    long commits,
    long atoms,
    int outstanding,
    int deadLetters,
    long skipped,
    boolean sealed,
    Optional<String> stopped,
    Optional<String> broken) {
  static LaneStatus before(LaneId lane) {
    return new LaneStatus(lane, 0, 0, 0, 0, 0, false, Optional.empty(), Optional.empty());
  }

  static LaneStatus of(LaneId lane, LaneState memory, Optional<String> stopped) {
    return new LaneStatus(
        lane,
        memory.head(),
        memory.consumers().stream().mapToLong(ConsumerChannel::taken).sum(),
        memory.askers().stream().mapToInt(asker -> asker.outstanding().size()).sum(),
        memory.deadLetterCount(),
        Skipped.count(memory),
        memory.producers().stream().anyMatch(ProducerChannel::isSealed),
        stopped,
        Optional.empty());
  }

  /** The same lane, stopped for good. */
  public LaneStatus brokenBy(String why) {
    return new LaneStatus(
        lane, commits, atoms, outstanding, deadLetters, skipped, sealed, stopped, Optional.of(why));
  }
}
