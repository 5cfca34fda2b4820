package dev.portals.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.testkit.programs.RandomApplications;
import org.junit.jupiter.api.Test;

/**
 * Applications that nobody thought of, each under the faults of some seeds: not of those that run
 * lanes as functions, which take ten times as long.
 */
class RandomApplicationsTest {
  private static final int APPLICATIONS = Integer.getInteger("portals.applications", 300);
  private static final int SEEDS = 3;

  @Test
  void applications_thatASeedMakesUp_showNoDeviation() {
    var total = Run.NONE;
    for (var seed = 1; seed <= APPLICATIONS; seed++) {
      try {
        total = total.plus(RandomApplications.of(seed).seeds(4L * seed + 3, SEEDS).check());
      } catch (DeviationException deviation) {
        throw new AssertionError("application " + seed, deviation);
      }
    }
    System.out.printf(
        "%d random applications: %d schedules, %d commits, %.1f faults a schedule%n",
        APPLICATIONS,
        total.schedules(),
        total.commits(),
        (double) total.struck() / total.schedules());
    assertThat(total.schedules()).isEqualTo((long) APPLICATIONS * SEEDS);
    assertThat(total.struck()).isGreaterThan(20 * total.schedules());
  }
}
