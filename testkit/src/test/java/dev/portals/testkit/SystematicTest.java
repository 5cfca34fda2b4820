package dev.portals.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.testkit.programs.Programs;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No chance: every fault, pair of faults, and triple of kills and pauses, wherever it can be. */
class SystematicTest {
  private static Run run(String what, int lanes, boolean onTable, Function<Systematic, Run> which) {
    return run(what, Topology.of(List.of(Programs.oneAtom()), lanes), onTable, which);
  }

  private static Run run(
      String what, Topology topology, boolean onTable, Function<Systematic, Run> which) {
    var threads = ManagementFactory.getThreadMXBean();
    var started = threads.getCurrentThreadCpuTime();
    var run = which.apply(new Systematic(topology, onTable));
    System.out.printf(
        "%s, %d lanes, on a %s: %,d schedules, %,d commits, %.1f s of one core%n",
        what,
        topology.count(),
        onTable ? "table" : "log",
        run.schedules(),
        run.commits(),
        (threads.getCurrentThreadCpuTime() - started) / 1e9);
    return run;
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "2, false", "2, true"})
  void everyFault_atEveryEvent_showsNoDeviation(int lanes, boolean onTable) {
    var run = run("every fault", lanes, onTable, Systematic::singles);

    assertThat(run.schedules()).isGreaterThan(100);
    assertThat(run.coverage().byFault()).containsKeys(Fault.KILL, Fault.PAUSE, Fault.OVERLAP);
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "2, false", "2, true"})
  void everyFault_whileApplicationsChange_showsNoDeviation(int lanes, boolean onTable) {
    var topology =
        Topology.of(List.of(Programs.oneAtom()), lanes)
            .changing(new Change.Launch(List.of(Programs.reader())))
            .changing(new Change.Replace(Programs.oneAtom()))
            .changing(new Change.Stop(Programs.reader().name(), false));

    var run = run("every fault and moment of changes", topology, onTable, Systematic::singles);

    assertThat(run.schedules()).isGreaterThan(400);
  }

  @Test
  void everyPairOfFaults_whileCodeIsReplaced_showsNoDeviation() {
    var topology =
        Topology.of(List.of(Programs.oneAtom()), 1)
            .changing(new Change.Replace(Programs.oneAtom()));

    var run = run("every pair of faults and moments", topology, false, Systematic::pairs);

    assertThat(run.schedules()).isGreaterThan(5_000);
  }

  @ParameterizedTest
  @CsvSource({"2, false", "2, true"})
  void everyPairOfFaults_showsNoDeviation(int lanes, boolean onTable) {
    var run = run("every pair of faults", lanes, onTable, Systematic::pairs);

    assertThat(run.schedules()).isGreaterThan(20_000);
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, false"})
  void everyTripleOfKillsAndPauses_showsNoDeviation(int lanes, boolean onTable) {
    var run = run("every triple of kills and pauses", lanes, onTable, Systematic::killsAndPauses);

    assertThat(run.schedules()).isGreaterThan(5_000);
  }
}
