package dev.portals.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Only what user code throws counts as an attempt (design rule S9). */
class AttemptsTest {
  private static final Mutant COUNTED =
      new Mutant(
          "42 throttle, conflict and kill counted as attempts",
          "driver/Retries.java",
          "attempts.clear();",
          "attempts.replaceAll((at, it) -> new Attempt(it.count() + 1, it.notBefore()));");

  @Test
  void lane_whoseCodeThrowsLessOftenThanItMay_givesNothingUp() {
    assertThat(new Attempts().get()).isEmpty();
  }

  @Test
  @SuppressWarnings("unchecked") // the class is loaded anew, its interface is the JDK's
  void mutant_thatCountsMore_givesUp() throws Exception {
    var attempts =
        COUNTED.load().loadClass(Attempts.class.getName()).getDeclaredConstructor().newInstance();

    assertThat(((Supplier<String>) attempts).get())
        .contains("given up [")
        .doesNotContain("given up []");
  }
}
