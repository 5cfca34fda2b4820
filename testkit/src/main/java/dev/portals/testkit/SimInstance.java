package dev.portals.testkit;

import dev.portals.driver.LaneDriver;
import dev.portals.plan.LaneId;

/** One process's driver of a lane. Polled as {@link LaneDriver#poll} asks for, and no more. */
final class SimInstance {
  private final LaneId lane;
  private final String name;
  private final LaneDriver driver;
  private boolean ready = true;
  private boolean paused;
  private boolean polling;
  private Event stands = new Event(0, CrashPoint.START);
  private long wake;

  SimInstance(LaneId lane, int number, LaneDriver driver) {
    this.lane = lane;
    this.name = lane + "." + number;
    this.driver = driver;
  }

  void poll() {
    polling = true;
    ready = driver.poll();
    polling = false;
    wake = ready ? 0 : driver.wakeAt();
  }

  /** Something was offered: it is to be polled again. */
  void offered() {
    ready = true;
  }

  boolean isDue(long now) {
    return !paused && !polling && (ready || wake <= now);
  }

  long wakeAt() {
    if (paused) {
      return Long.MAX_VALUE;
    }
    return polling ? driver.wakeAt() : wake;
  }

  /** True if it is in the middle of something and takes nothing before it is done. */
  boolean isPolling() {
    return polling;
  }

  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
  }

  boolean isPaused() {
    return paused;
  }

  /** What it did last. */
  Event stands() {
    return stands;
  }

  void stand(Event event) {
    stands = event;
  }

  LaneDriver driver() {
    return driver;
  }

  LaneId lane() {
    return lane;
  }

  @Override
  public String toString() {
    return name;
  }
}
