package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SteadyTimeTest {
  private static final Instant OPENED = Instant.parse("2026-03-01T12:00:00Z");

  private final AtomicReference<Instant> wall = new AtomicReference<>(OPENED);
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10); // it may overflow
  private final SteadyTime time = new SteadyTime(wall::get, nanos::get);

  @Test
  void wallClock_setBack_isNotFollowed() {
    nanos.addAndGet(Duration.ofSeconds(3).toNanos());
    wall.set(OPENED.minusSeconds(3_600));
    assertThat(time.instant()).isEqualTo(OPENED.plusSeconds(3));
    assertThat(time.millis()).isEqualTo(OPENED.toEpochMilli() + 3_000);
  }

  @Test
  void wallClock_setForward_isNotFollowed() {
    wall.set(OPENED.plusSeconds(3_600));
    assertThat(time.instant()).isEqualTo(OPENED);
  }
}
