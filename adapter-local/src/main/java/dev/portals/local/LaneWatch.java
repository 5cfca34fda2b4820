package dev.portals.local;

import dev.portals.plan.LaneId;
import dev.portals.spi.LaneListener;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what a person should know of one lane. */
final class LaneWatch implements LaneListener {
  private static final Logger LOG = LoggerFactory.getLogger("dev.portals.lane");

  private final BiConsumer<LaneId, String> broken;

  /**
   * @param broken told the lane and why it stopped for good
   */
  LaneWatch(BiConsumer<LaneId, String> broken) {
    this.broken = broken;
  }

  @Override
  public void retrying(LaneId lane, String what, int attempt, long inMillis) {
    LOG.warn("{}: attempt {} failed, again in {} ms: {}", lane, attempt, inMillis, what);
  }

  @Override
  public void gaveUp(LaneId lane, GaveUp how, String error) {
    switch (how) {
      case DEAD_LETTERED -> LOG.error("{}: put aside as a dead letter: {}", lane, error);
      case SKIPPED -> LOG.error("{}: skipped: {}", lane, error);
      case STOPPED ->
          LOG.error("{}: takes no more atoms until it is started again: {}", lane, error);
    }
  }

  @Override
  public void gap(LaneId lane, String channel, long expected, long got) {
    LOG.error("{}: {} is missing {} to {}", lane, channel, expected, got - 1);
  }

  @Override
  public void broken(LaneId lane, String why) {
    LOG.error("{}: stopped for good: {}", lane, why);
    broken.accept(lane, why);
  }
}
