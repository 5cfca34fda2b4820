package dev.portals.registry;

import dev.portals.plan.LaneId;
import dev.portals.protocol.Commit;
import dev.portals.protocol.CommitFormat;
import dev.portals.protocol.Entry;
import dev.portals.protocol.LaneState;
import dev.portals.spi.LaneStore;
import dev.portals.spi.StoreUnavailableException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Commits single marks to lanes that others run meanwhile: directly behind the commit that was
 * looked at, or not at all (rule C1).
 */
final class LaneMarks {
  private static final int TRIES = 100;

  private final LaneStore lanes;
  private final InstantSource time;
  private final RandomGenerator random;

  LaneMarks(LaneStore lanes, InstantSource time, RandomGenerator random) {
    this.lanes = lanes;
    this.time = time;
    this.random = random;
  }

  LaneState load(LaneId lane) {
    return lanes.load(lane);
  }

  /**
   * Commits a mark to a lane, unless a look at its newest commit says that this is not to be.
   *
   * @return whether it was committed
   * @throws StoreUnavailableException if others were always faster
   */
  boolean mark(LaneId lane, long planEpoch, Entry mark, Predicate<LaneState> isToBe) {
    for (var tried = 0; tried < TRIES; tried++) {
      var state = lanes.load(lane);
      if (!isToBe.test(state)) {
        return false;
      }
      flush(lane, state);
      var number = state.head() + 1;
      var commit = new Commit(number, random.nextLong(), time.millis(), planEpoch, List.of(mark));
      if (lanes.append(lane, number, CommitFormat.encode(commit)) == LaneStore.Appended.COMMITTED) {
        return true;
      }
    }
    throw new StoreUnavailableException(
        lane + " was always written by others. Maybe try the same again");
  }

  /** Rule C4: before a commit. */
  private void flush(LaneId lane, LaneState state) {
    var more = true;
    while (more) {
      more = lanes.flush(lane, state);
    }
  }
}
