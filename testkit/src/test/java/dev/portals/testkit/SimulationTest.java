package dev.portals.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.testkit.programs.Programs;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulationTest {
  static Set<String> programs() {
    return Programs.all().keySet();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void simulation_withoutFaults_showsNoDeviation(String program) {
    var run = Programs.all().get(program).seeds(1, 50).faults(Faults.none()).check();

    assertThat(run.faults()).isEmpty();
    assertThat(run.commits()).isGreaterThan(50);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void simulation_withAllFaults_showsNoDeviation(String program) {
    var started = System.nanoTime();
    var run = Programs.all().get(program).seeds(1, 1_000).check();
    var seconds = (System.nanoTime() - started) / 1e9;

    System.out.printf(
        "%s: %d schedules, %d commits, %d events, %.1f s, %.0f commits/s, faults %s%n",
        program,
        run.schedules(),
        run.commits(),
        run.events(),
        seconds,
        run.commits() / seconds,
        run.faults());
    assertThat(run.schedules()).isEqualTo(1_000);
    assertThat(run.faults().keySet()).isNotEmpty();
  }
}
