package dev.portals.testkit;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.task.AtomStream;
import dev.portals.task.Portal;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/**
 * Runs applications under simulated faults and compares each run with a faultless one of the order
 * that was committed. Half of the runs keep their lanes in a log, half in a table, as the seed
 * says. Steps must be a function of state, input and {@code ctx.now()}. Immutable; all runs are on
 * the calling thread.
 */
public final class Simulation {
  private final IntFunction<Topology> topologies;
  private final Topology topology;
  private final long firstSeed;
  private final int seeds;
  private final Faults faults;

  private Simulation(
      IntFunction<Topology> topologies,
      Topology topology,
      long firstSeed,
      int seeds,
      Faults faults) {
    this.topologies = topologies;
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
    var together = List.of(applications);
    return of(lanes -> Topology.of(together, lanes), 1, 1, 100, Faults.all());
  }

  private static Simulation of(
      IntFunction<Topology> topologies, int lanes, long firstSeed, int seeds, Faults faults) {
    return new Simulation(topologies, topologies.apply(lanes), firstSeed, seeds, faults);
  }

  /**
   * How many lanes the operators of workflows have: 1 unless this is called. With more, events
   * travel between lanes wherever their key changes.
   *
   * @param count from 1
   */
  public Simulation lanes(int count) {
    return of(topologies, count, firstSeed, seeds, faults);
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
    return new Simulation(topologies, topology, from, count, faults);
  }

  /**
   * Outside callers ask these, each under an idempotency key of its own, again and again until they
   * are answered and sometimes after.
   */
  public <Q> Simulation asking(Portal<Q, ?> portal, List<? extends Q> requests) {
    return new Simulation(
        lanes -> topologies.apply(lanes).asking(portal, requests),
        topology.asking(portal, requests),
        firstSeed,
        seeds,
        faults);
  }

  /**
   * Outside callers publish these atoms to an external stream, each under an idempotency key of its
   * own, again and again until they are answered and sometimes after.
   */
  public <T> Simulation publishing(AtomStream<T> stream, List<List<T>> atoms) {
    return new Simulation(
        lanes -> topologies.apply(lanes).publishing(stream, atoms),
        topology.publishing(stream, atoms),
        firstSeed,
        seeds,
        faults);
  }

  /**
   * At some moment, behind the changes that were named before, somebody launches applications
   * together. Who does it may be killed in the middle, and is followed by another.
   */
  public Simulation launching(Application... later) {
    return changing(new Change.Launch(List.of(later)));
  }

  /**
   * At some moment somebody replaces the code of an application that runs, while processes with the
   * older code go on. Refused as long as asks await what the new code has not, and tried again.
   */
  public Simulation replacing(Application next) {
    return changing(new Change.Replace(next));
  }

  /**
   * At some moment somebody stops an application: it takes nothing new, and ends when nothing is
   * under way. Others must not read its streams nor ask its portals. It may be launched again.
   */
  public Simulation stopping(String application) {
    return changing(new Change.Stop(application, false));
  }

  /**
   * At some moment somebody stops an application at once: asks of others that it has not answered
   * expire. Others must not read its streams. It may be launched again.
   */
  public Simulation aborting(String application) {
    return changing(new Change.Stop(application, true));
  }

  private Simulation changing(Change change) {
    return new Simulation(
        lanes -> topologies.apply(lanes).changing(change),
        topology.changing(change),
        firstSeed,
        seeds,
        faults);
  }

  /** Which faults strike. */
  public Simulation faults(Faults kinds) {
    return new Simulation(topologies, topology, firstSeed, seeds, kinds);
  }

  /**
   * Runs every seed.
   *
   * @return what all runs did together
   * @throws DeviationException at the first run that is not as a faultless one, with the seed, what
   *     to change, and the shortest schedule that is found to deviate
   */
  public Run check() {
    var sum = Run.NONE;
    for (var seed = firstSeed; seed < firstSeed + seeds; seed++) {
      try {
        sum = sum.plus(worlds(seed).apply(choices(seed), new Trace(false)).run());
      } catch (RuntimeException seen) {
        throw new Inquest(worlds(seed), seed).shortest(choices(seed), seen);
      }
    }
    return sum;
  }

  /**
   * Runs one seed.
   *
   * @throws DeviationException if it is not as a faultless run, with the schedule as it was
   */
  public Run run(long seed) {
    try {
      return worlds(seed).apply(choices(seed), new Trace(false)).run();
    } catch (RuntimeException seen) {
      throw new Inquest(worlds(seed), seed).asItWas(choices(seed), seen);
    }
  }

  private Choices choices(long seed) {
    return new RandomChoices(seed, faults);
  }

  /** Every fourth seed runs lanes as functions, unless they change. */
  private BiFunction<Choices, Trace, World> worlds(long seed) {
    return (choices, trace) -> {
      var chance = new Chance(choices);
      var setting = Setting.of(chance);
      return seed % 4 == 2 && !topology.mayStop() && topology.changes().isEmpty()
          ? new SimFunctions(topology, setting, chance, trace)
          : new SimWorld(topology, setting, chance, trace);
    };
  }
}
