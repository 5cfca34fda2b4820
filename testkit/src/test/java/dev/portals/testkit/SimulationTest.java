package dev.portals.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.task.Generator;
import dev.portals.testkit.programs.Large;
import dev.portals.testkit.programs.Programs;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulationTest {
  private static final int SEEDS = 400;
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  static Set<String> programs() {
    return Programs.all().keySet();
  }

  private static Simulation simulation(String program) {
    return Programs.all().get(program);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void program_withoutFaults_showsNoDeviation(String program) {
    var run = simulation(program).seeds(1, 50).faults(Faults.none()).check();

    assertThat(run.faults()).isEmpty();
    assertThat(run.commits()).isGreaterThan(50);
  }

  @Test
  void programs_withAllFaults_showNoDeviation() {
    var total = Run.NONE;
    var seconds = 0.0;
    for (var program : Programs.all().entrySet()) {
      var started = CPU.getCurrentThreadCpuTime();
      var run = program.getValue().seeds(1, SEEDS).check();
      var took = (CPU.getCurrentThreadCpuTime() - started) / 1e9;
      print(program.getKey(), run, took);
      total = total.plus(run);
      seconds += took;
    }
    print("all", total, seconds);
    System.out.printf("%s, faults %s%n", total.onTable(), total.faults());
    assertThat(total.schedules()).isEqualTo(Programs.all().size() * SEEDS);
    assertThat(total.coverage().missing()).isEmpty();
    assertThat(total.onTable().schedules())
        .isBetween(total.schedules() / 3, total.schedules() * 2 / 3);
    assertThat(total.onTable().wrapped()).isGreaterThan(10_000);
    assertThat(total.onTable().rereads()).isGreaterThan(100);
  }

  @Test // C2
  void steps_largerThanACommit_showNoDeviation() {
    var run = Simulation.of(Large.large()).asking(Large.TEXT, List.of(7, 9)).seeds(1, 60).check();

    assertThat(run.commits()).isGreaterThan(60);
  }

  private static void print(String program, Run run, double seconds) {
    System.out.printf(
        "%s: %d schedules, %d commits, %.1f faults a schedule, %.0f commits/s of one core%n",
        program,
        run.schedules(),
        run.commits(),
        (double) run.struck() / run.schedules(),
        run.commits() / seconds);
  }

  @Test
  void run_ofTheSameSeed_isTheSame() {
    assertThat(simulation("cycles").run(7)).isEqualTo(simulation("cycles").run(7));
  }

  @Test
  void only_oneKind_injectsNoOther() {
    var run = simulation("shop").seeds(1, 50).faults(Faults.only(Fault.KILL)).check();

    assertThat(run.faults()).containsOnlyKeys(Fault.KILL);
  }

  @Test
  void check_ofCodeThatRemembersOutsideItsState_saysSeedDifferenceAndTrace() {
    var calls = new AtomicInteger();
    var forgetful =
        Application.named(
            "forgetful",
            app ->
                app.workflow("count", app.generate("numbers", Generator.range(0, 10, 1)))
                    .map(Integer.class, number -> calls.incrementAndGet())
                    .sink("counted"));

    assertThatThrownBy(() -> Simulation.of(forgetful).check())
        .isInstanceOf(DeviationException.class)
        .hasMessageContaining("seed 1: /forgetful/workflows/count#0 fact")
        .hasMessageContaining("expected Produced")
        .hasMessageContaining("actual Produced")
        .hasMessageContaining("User code reads or changes what is neither its input nor its state")
        .hasMessageContaining("commit 1: moved /forgetful/streams/numbers#0 to 1");
  }

  @Test
  void of_applicationThatReadsAMissingStream_isRefused() {
    assertThatThrownBy(() -> Simulation.of(Programs.totals()))
        .isInstanceOf(PortalsException.class)
        .hasMessageContaining("/words/streams/counts");
  }

  @Test
  void seeds_none_isRefused() {
    assertThatThrownBy(() -> simulation("fan").seeds(1, 0))
        .hasMessageContaining("0 seeds. Maybe 1 or more");
  }
}
