package dev.portals.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The time of one process: that of the wall clock when it was opened, and since then what has
 * passed by {@link System#nanoTime}. So it never goes back and never jumps, and what waits for a
 * time waits for as long as it should, whatever happens to the wall clock. The price: when that is
 * corrected, or the machine sleeps, this differs from it until the process is started again.
 */
final class SteadyTime implements InstantSource {
  private final Instant opened;
  private final LongSupplier nanos;
  private final long openedNanos;

  /**
   * Goes on from a wall clock.
   *
   * @param nanos a monotonic clock in nanoseconds, from any origin
   */
  SteadyTime(InstantSource wall, LongSupplier nanos) {
    this.opened = wall.instant();
    this.nanos = nanos;
    this.openedNanos = nanos.getAsLong();
  }

  static SteadyTime start() {
    return new SteadyTime(InstantSource.system(), System::nanoTime);
  }

  @Override
  public Instant instant() {
    return opened.plus(Duration.ofNanos(nanos.getAsLong() - openedNanos));
  }
}
