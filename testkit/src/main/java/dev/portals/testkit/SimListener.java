package dev.portals.testkit;

import dev.portals.plan.LaneId;
import dev.portals.spi.LaneListener;

/**
 * Notes what lanes say; a broken one is a {@link Deviation}: no fault that is injected breaks one.
 */
final class SimListener implements LaneListener {
  private final Trace trace;
  private int gaps;

  SimListener(Trace trace) {
    this.trace = trace;
  }

  @Override
  public void retrying(LaneId lane, String what, int attempt, long inMillis) {
    trace.add(() -> "retries: " + what);
  }

  @Override
  public void gaveUp(LaneId lane, GaveUp how, String error) {
    trace.add(() -> how + ": " + error);
  }

  @Override
  public void gap(LaneId lane, String channel, long expected, long got) {
    gaps++;
    trace.add(() -> "gap " + gaps + " in " + channel + ": expected " + expected + ", got " + got);
  }

  @Override
  public void broken(LaneId lane, String why) {
    throw new Deviation(lane + " is broken: " + why);
  }
}
