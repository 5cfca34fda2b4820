package dev.portals.testkit;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Runs an application once for each choice of a few strikes, everything else in one fixed, fair
 * order. What can strike second is found by the run in which the first strikes.
 */
final class Systematic {
  /** Behind these a process has nothing that it had not before: what follows decides. */
  private static final Set<CrashPoint> WITHOUT_EFFECT =
      EnumSet.of(
          CrashPoint.START,
          CrashPoint.DELIVERY,
          CrashPoint.ASK_RECEIVED,
          CrashPoint.ANSWER_RECEIVED);

  /** Behind these a process that is killed loses nothing: it had read, and nothing more. */
  private static final Set<CrashPoint> READING =
      EnumSet.of(CrashPoint.LOAD, CrashPoint.PAGE_READ, CrashPoint.NEWEST);

  private final Topology topology;
  private final Setting setting;
  private Run total = Run.NONE;

  Systematic(Topology topology, boolean onTable) {
    this.topology = topology;
    this.setting = new Setting(onTable, 1, 4, 2, 5_000);
  }

  /** Every run with one strike, whatever and wherever it is, and that without any. */
  Run singles() {
    return all(1, strike -> true);
  }

  /** Every run with two strikes that {@link #matters}, and those with fewer. */
  Run pairs() {
    return all(2, Systematic::matters);
  }

  /** Every run with up to three kills and pauses. */
  Run killsAndPauses() {
    return all(
        3,
        strike ->
            matters(strike)
                && (strike.what() == Fault.KILL
                    || strike.what() == Fault.PAUSE
                    || strike.what() == Turn.RESUME));
  }

  /**
   * False for a strike that makes no difference to one at another place: among processes gone at
   * several places between the same two effects, and what only changes the time.
   */
  static boolean matters(Chosen.Strike strike) {
    var point = strike.event().point();
    if (strike.what() == Fault.KILL) {
      return !WITHOUT_EFFECT.contains(point) && !READING.contains(point);
    }
    if (strike.what() == Fault.PAUSE
        || strike.what() == Fault.OVERLAP
        || strike.what() == Turn.RESUME) {
      return !WITHOUT_EFFECT.contains(point);
    }
    return strike.what() != Fault.CLOCK_JUMP;
  }

  private Run all(int most, Predicate<Chosen.Strike> which) {
    total = Run.NONE;
    run(new TreeSet<>(), 0, most, which);
    return total;
  }

  private void run(TreeSet<Integer> chosen, int from, int more, Predicate<Chosen.Strike> which) {
    var choices = new Chosen(chosen);
    try {
      total = total.plus(world(choices, new Trace(false)).run());
    } catch (RuntimeException deviation) {
      throw new AssertionError(words(chosen), deviation);
    }
    var possible = choices.possible();
    for (var next = from; more > 0 && next < possible.size(); next++) {
      if (which.test(possible.get(next))) {
        chosen.add(next);
        run(chosen, next + 1, more - 1, which);
        chosen.remove(next);
      }
    }
  }

  private SimWorld world(Chosen choices, Trace trace) {
    return new SimWorld(topology, setting, new Chance(choices), trace);
  }

  /** What struck, and all that happened. */
  private String words(Set<Integer> chosen) {
    var choices = new Chosen(chosen);
    var trace = new Trace(true);
    try {
      world(choices, trace).run();
    } catch (RuntimeException again) {
      var strikes = chosen.stream().map(it -> choices.possible().get(it).toString()).toList();
      return "%s on a %s: %s%n  %s"
          .formatted(
              strikes,
              setting.onTable() ? "table" : "log",
              again.getMessage(),
              trace.lines().stream().collect(Collectors.joining("\n  ")));
    }
    throw new AssertionError("another run of the same strikes " + chosen + " does not deviate");
  }
}
