package dev.portals.local;

import dev.portals.plan.LaneId;
import dev.portals.spi.LaneListener;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what a person should know of one lane, and knows whether it will try something again. */
final class LaneWatch implements LaneListener {
  private static final Logger LOG = LoggerFactory.getLogger("dev.portals.lane");

  private final InstantSource time;
  private final BiConsumer<LaneId, String> broken;
  private volatile long retryAt = Long.MIN_VALUE;

  /**
   * @param broken told the lane and why it stopped for good
   */
  LaneWatch(InstantSource time, BiConsumer<LaneId, String> broken) {
    this.time = time;
    this.broken = broken;
  }

  /** True while user code that failed is still to be run again; from any thread. */
  boolean isRetrying() {
    return time.millis() < retryAt;
  }

  @Override
  public void retrying(LaneId lane, String what, int attempt, long inMillis) {
    LOG.warn("{}: attempt {} failed, again in {} ms: {}", lane, attempt, inMillis, what);
    retryAt = Math.max(retryAt, time.millis() + inMillis);
  }

  @Override
  public void deadLettered(LaneId lane, String error) {
    LOG.error("{}: put aside as a dead letter: {}", lane, error);
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
