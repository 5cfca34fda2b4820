package dev.portals.testkit;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.task.Portal;
import java.util.List;

/**
 * Runs applications under simulated faults and compares each run with a faultless one of the order
 * that was committed. Half of the runs keep their lanes in a log, half in a table, as the seed
 * says. Steps must be a function of state, input and {@code ctx.now()}. Immutable; all runs are on
 * the calling thread.
 */
public final class Simulation {
  private final Topology topology;
  private final long firstSeed;
  private final int seeds;
  private final Faults faults;

  private Simulation(Topology topology, long firstSeed, int seeds, Faults faults) {
    this.topology = topology;
    this.firstSeed = firstSeed;
    this.seeds = seeds;
    this.faults = faults;
  }

  /**
   * A simulation of applications that are launched together, of 100 seeds with all faults.
   *
   * @throws PortalsException if one reads a stream or asks a portal that none of them has
   */
  public static Simulation of(Application... applications) {
    return new Simulation(Topology.of(List.of(applications)), 1, 100, Faults.all());
  }

  /**
   * Which seeds {@link #check} runs.
   *
   * @param count how many, from 1
   */
  public Simulation seeds(long from, int count) {
    if (count < 1) {
      throw new PortalsException("a simulation of " + count + " seeds. Maybe 1 or more.");
    }
    return new Simulation(topology, from, count, faults);
  }

  /**
   * Outside callers ask these, each under an idempotency key of its own, again and again until they
   * are answered and sometimes after.
   */
  public <Q> Simulation asking(Portal<Q, ?> portal, List<? extends Q> requests) {
    return new Simulation(topology.asking(portal, requests), firstSeed, seeds, faults);
  }

  /** Which faults strike. */
  public Simulation faults(Faults kinds) {
    return new Simulation(topology, firstSeed, seeds, kinds);
  }

  /**
   * Runs every seed.
   *
   * @return what all runs did together
   * @throws DeviationException with seed and trace, at the first run that is not as a faultless one
   */
  public Run check() {
    var sum = Run.NONE;
    for (var seed = firstSeed; seed < firstSeed + seeds; seed++) {
      sum = sum.plus(run(seed));
    }
    return sum;
  }

  /**
   * Runs one seed.
   *
   * @throws DeviationException with its trace if it is not as a faultless run
   */
  public Run run(long seed) {
    try {
      return run(seed, new Trace(false));
    } catch (RuntimeException first) {
      throw deviation(seed, first);
    }
  }

  /** The same run again, this time noting what happens. */
  private DeviationException deviation(long seed, RuntimeException first) {
    var trace = new Trace(true);
    try {
      run(seed, trace);
    } catch (RuntimeException again) {
      return new DeviationException(seed, describe(again), trace.lines(), again);
    }
    return new DeviationException(
        seed, describe(first) + " (not when run again)", trace.lines(), first);
  }

  private static String describe(RuntimeException thrown) {
    return thrown instanceof Deviation ? String.valueOf(thrown.getMessage()) : thrown.toString();
  }

  /** Every fourth seed runs lanes as functions. */
  private Run run(long seed, Trace trace) {
    return seed % 4 == 2
        ? new SimFunctions(topology, seed, faults, trace).run()
        : new SimWorld(topology, seed, faults, trace).run();
  }
}
