package dev.portals.driver;

import dev.portals.plan.LaneId;
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
  LaneStatus brokenBy(String why) {
    return new LaneStatus(lane, commits, atoms, outstanding, deadLetters, sealed, Optional.of(why));
  }
}
