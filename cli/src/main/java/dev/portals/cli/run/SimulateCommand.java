package dev.portals.cli.run;

import dev.portals.build.Application;
import dev.portals.cli.ExitException;
import dev.portals.testkit.DeviationException;
import dev.portals.testkit.Run;
import dev.portals.testkit.Simulation;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portals simulate}. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Runs applications under kills, pauses, lost, late and repeated messages and writes, as a seed decides,",
      "and compares each run with one without faults. Prints the seed and a trace of a run that differs."
    },
    footer = {"", "Examples: shopping-cart, word-count. Exit status: see portals --help."})
public final class SimulateCommand implements Callable<Integer> {
  private static final Scale SCALE = new Scale(40, 4);
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Chosen chosen = new Chosen();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many seeds to run, from 1 on. Default: 100")
  private int seeds;

  @Option(
      names = "--lanes",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many lanes the operators of workflows have. Default: 1")
  private int lanes;

  @Option(names = "--seed", paramLabel = "S", description = "Run this seed only, again.")
  private @Nullable Long seed;

  private SimulateCommand() {}

  @Override
  public Integer call() {
    var applications = chosen.applications(SCALE).toArray(Application[]::new);
    if (lanes < 1) {
      throw new ExitException(
          ExitException.Status.USAGE, "--lanes is " + lanes + ". Maybe 1 or more");
    }
    var simulation = Simulation.of(applications).lanes(lanes);
    var started = CPU.getCurrentThreadCpuTime();
    try {
      var run = (seed == null ? all(simulation) : simulation.seeds(seed, 1)).check();
      print(run, (CPU.getCurrentThreadCpuTime() - started) / 1e9);
      return ExitException.Status.OK.code();
    } catch (DeviationException deviation) {
      spec.commandLine().getOut().println(deviation.getMessage());
      spec.commandLine().getOut().flush();
      throw new ExitException(
          ExitException.Status.FAILED,
          "seed "
              + deviation.seed()
              + " differs from a run without faults. See it again: portals simulate "
              + chosen
              + (lanes == 1 ? "" : " --lanes " + lanes)
              + " --seed "
              + deviation.seed(),
          deviation);
    }
  }

  private Simulation all(Simulation simulation) {
    if (seeds < 1) {
      throw new ExitException(
          ExitException.Status.USAGE, "--seeds is " + seeds + ". Maybe 1 or more");
    }
    return simulation.seeds(1, seeds);
  }

  private void print(Run run, double seconds) {
    var out = spec.commandLine().getOut();
    out.printf(
        "%,d schedules, %,d commits, %.1f faults a schedule, no deviation%n",
        run.schedules(), run.commits(), (double) run.struck() / run.schedules());
    out.printf("%,.0f commits a second of one core%n", run.commits() / seconds);
    run.faults().forEach((fault, times) -> out.printf("%,12d  %s%n", times, fault));
    out.flush();
  }
}
