package dev.portals.local;

import dev.portals.plan.LaneId;
import dev.portals.spi.LaneListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what a person should know of a lane. */
final class LoggingListener implements LaneListener {
  private static final Logger LOG = LoggerFactory.getLogger("dev.portals.lane");

  @Override
  public void retrying(LaneId lane, String what, int attempt, long inMillis) {
    LOG.warn("{}: attempt {} failed, again in {} ms: {}", lane, attempt, inMillis, what);
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
  }
}
