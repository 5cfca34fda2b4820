package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ActivityTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final Activity activity = new Activity();

  @Test
  void await_laneThatBeganAndEndedMeanwhile_asksAgain() throws Exception {
    var asked = new AtomicInteger();
    var quiet =
        activity.await(
            () -> {
              if (asked.incrementAndGet() == 1) {
                var lane = new Thread(activity::began);
                lane.start();
                join(lane);
                new Thread(activity::ended).start(); // tells the one who waits, so it may block
              }
              return true;
            },
            SOON);
    assertThat(quiet).isTrue();
    assertThat(asked).hasValue(2);
  }

  @Test
  void await_notQuiet_isFalseAfterItsTime() throws Exception {
    assertThat(activity.await(() -> false, Duration.ofMillis(10))).isFalse();
  }

  @Test
  void await_afterAFailure_throwsTheFirst() {
    activity.fail(new PortalsException("first"));
    activity.fail(new PortalsException("second"));
    assertThatThrownBy(() -> activity.await(() -> true, SOON)).hasMessage("first");
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
