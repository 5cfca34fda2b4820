package dev.portals.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.portals.testkit.programs.Programs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seeds that show bugs which the core has had: each deviates if its bug, a mutant, comes back. */
class FoundBugsTest {
  @ParameterizedTest
  @CsvSource({"55, fan, 11", "56, counts, 1", "57, shop of 2 lanes, 1", "73, relaunched, 91"})
  void seed_thatShowedABug_showsNone(int mutant, String program, long seed) {
    assertThatCode(() -> Programs.all().get(program).run(seed))
        .as("mutant %d", mutant)
        .doesNotThrowAnyException();
  }
}
