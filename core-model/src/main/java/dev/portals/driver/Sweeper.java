package dev.portals.driver;

import dev.portals.plan.LaneId;
import dev.portals.spi.WakeRows;
import dev.portals.spi.WakeRows.Wake;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rule W3: goes through the wake rows that are due, and drives the lane of each until it is done or
 * must wait. Then the row is gone, or another is there for later. To be made anew once a minute;
 * several at once are safe. Lanes without a due row cost nothing. One thread.
 */
public final class Sweeper {
  private final WakeRows rows;
  private final InstantSource time;
  private final Function<LaneId, Optional<LaneDriver>> lanes;
  private final long millis;
  private final ArrayDeque<Wake> due = new ArrayDeque<>();
  private @Nullable Invocation driven;
  private boolean begun;

  /**
   * A sweep.
   *
   * @param lanes a driver of a lane that nobody else polls meanwhile; empty for a lane that is not
   *     run here: its row stays
   * @param millis how long one lane is driven at most, from 1
   */
  public Sweeper(
      WakeRows rows,
      InstantSource time,
      Function<LaneId, Optional<LaneDriver>> lanes,
      long millis) {
    this.rows = rows;
    this.time = time;
    this.lanes = lanes;
    this.millis = millis;
  }

  /**
   * Does one thing, with at most one effect on the world.
   *
   * @return false once the sweep is over
   * @throws dev.portals.spi.StoreUnavailableException if it cannot be read now which rows are due
   */
  public boolean poll() {
    var lane = driven;
    if (lane != null) {
      if (!lane.poll()) {
        lane.end(); // who must wait is found again
      }
      driven = lane.isOver() ? null : lane;
      return true;
    }
    if (!begun) {
      due.addAll(rows.due(time.millis()));
      begun = true;
      return true;
    }
    var wake = due.poll();
    if (wake != null) {
      driven = lanes.apply(wake.lane()).map(driver -> invoke(driver, wake)).orElse(null);
    }
    return wake != null;
  }

  private Invocation invoke(LaneDriver driver, Wake wake) {
    driver.offer(wake);
    return new Invocation(driver, time, time.millis() + millis);
  }
}
