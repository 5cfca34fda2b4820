package dev.portals.testkit;

import java.time.Instant;
import java.time.InstantSource;

/** Time as a run tells it. */
final class SimClock implements InstantSource {
  private long millis = 1_000_000;

  void advance(long by) {
    millis += by;
  }

  void advanceTo(long to) {
    millis = Math.max(millis, to);
  }

  @Override
  public long millis() {
    return millis;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis);
  }
}
