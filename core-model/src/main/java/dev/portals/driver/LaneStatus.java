package dev.portals.driver;

import dev.portals.plan.LaneId;
import dev.portals.protocol.ConsumerChannel;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.ProducerChannel;
import java.util.Optional;

/**
 * What a person sees of a lane.
 *
 * @param commits the number of the newest commit
 * @param atoms how many atoms of its input streams it has taken, their ends included
 * @param outstanding asks that are not settled
 * @param deadLetters how many are kept
 * @param broken why it stopped for good, if it did
 */
public record LaneStatus(
    LaneId lane,
    long commits,
    long atoms,
    int outstanding,
    int deadLetters,
    boolean sealed,
    Optional<String> broken) {
  static LaneStatus of(LaneId lane, LaneState memory) {
    return new LaneStatus(
        lane,
        memory.head(),
        memory.consumers().stream().mapToLong(ConsumerChannel::taken).sum(),
        memory.askers().stream().mapToInt(asker -> asker.outstanding().size()).sum(),
        memory.deadLetterCount(),
        memory.producers().stream().anyMatch(ProducerChannel::isSealed),
        Optional.empty());
  }

  /** The same lane, stopped for good. */
  public LaneStatus brokenBy(String why) {
    return new LaneStatus(lane, commits, atoms, outstanding, deadLetters, sealed, Optional.of(why));
  }
}
