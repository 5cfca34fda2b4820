package dev.portals.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Looks into a run that deviated: what it did, why, and how little of it is enough. */
final class Inquest {
  /** A run gets longer or shorter with each decision that is left out; this ends a long search. */
  private static final int MOST_RUNS = 1_000;

  private final BiFunction<Choices, Trace, World> worlds;
  private final long seed;

  Inquest(BiFunction<Choices, Trace, World> worlds, long seed) {
    this.worlds = worlds;
    this.seed = seed;
  }

  /** Of the run as it was. */
  DeviationException asItWas(Choices choices, RuntimeException seen) {
    var trace = new Trace(true);
    var world = worlds.apply(choices, trace);
    var again = failure(world);
    return again == null
        ? notAgain(seen, trace)
        : new DeviationException(
            seed,
            describe(again),
            new UserCode(world).advice(),
            "The last events",
            trace.lines(),
            again);
  }

  /** All that a schedule leaves open is what user code does. */
  private DeviationException notAgain(RuntimeException seen, Trace trace) {
    return new DeviationException(
        seed,
        describe(seen) + " (not when run again)",
        UserCode.NOT_REPEATED,
        "The last events when run again",
        trace.lines(),
        seen);
  }

  /**
   * Of the plainest run that is found and deviates. A run without an end is shown as it was: the
   * plainest decisions are not fair, and may have none where others have one.
   */
  DeviationException shortest(Choices choices, RuntimeException seen) {
    if (isEndless(seen)) {
      return asItWas(choices, seen);
    }
    var recorder = new Script.Recorder(choices);
    var first = failure(worlds.apply(recorder, new Trace(false)));
    if (first == null) {
      return asItWas(recorder.script().replay(), seen);
    }
    var all = recorder.script();
    var shortest = Shortest.of(all, script -> isLike(first, script), MOST_RUNS);
    var trace = new Trace(true);
    var world = worlds.apply(shortest.replay(), trace);
    var last = failure(world);
    if (last == null) {
      return asItWas(all.replay(), seen);
    }
    var schedule =
        "%d of its %d faults and %d of its %d decisions are enough. The last events then"
            .formatted(
                shortest.faults().size(),
                all.faults().size(),
                shortest.decisions().size(),
                all.decisions().size());
    return new DeviationException(
        seed, describe(last), new UserCode(world).advice(), schedule, lines(shortest, trace), last);
  }

  private static List<String> lines(Script script, Trace trace) {
    var lines = new ArrayList<>(trace.lines());
    lines.add(0, "faults: " + script.faults().stream().map(it -> it.kind().toString()).toList());
    return lines;
  }

  private boolean isLike(RuntimeException first, Script script) {
    var failure = failure(worlds.apply(script.replay(), new Trace(false)));
    return failure != null
        && failure.getClass().equals(first.getClass())
        && isEndless(failure) == isEndless(first);
  }

  /**
   * The plainest decisions may be unfair: a run that does not end is only like one that did not.
   */
  private static boolean isEndless(RuntimeException failure) {
    return failure instanceof Deviation deviation && deviation.isEndless();
  }

  private static @Nullable RuntimeException failure(World world) {
    try {
      world.run();
      return null;
    } catch (RuntimeException thrown) {
      return thrown;
    }
  }

  private static String describe(RuntimeException thrown) {
    return thrown instanceof Deviation ? String.valueOf(thrown.getMessage()) : thrown.toString();
  }
}
