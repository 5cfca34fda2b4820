package dev.portals.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.portals.testkit.programs.Programs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seeds that show bugs which the core has had: each deviates if its bug, a mutant, comes back. */
class FoundBugsTest {
  @ParameterizedTest
  @CsvSource({
    "55, fan, 23",
    "56, counts, 12",
    "57, counts, 37",
    "73, relaunched, 108",
    "81, aborted, 61"
  })
  void seed_thatShowedABug_showsNone(int mutant, String program, long seed) {
    assertThatCode(() -> Programs.all().get(program).run(seed))
        .as("mutant %d", mutant)
        .doesNotThrowAnyException();
  }
}
