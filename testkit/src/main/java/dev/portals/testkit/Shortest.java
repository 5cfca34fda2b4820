package dev.portals.testkit;

import java.util.List;
import java.util.function.Predicate;

/**
 * Looks for a plainer schedule that fails too: without some of the faults, then without some of the
 * other decisions, in ever smaller pieces. Always the same for the same schedule.
 */
final class Shortest {
  private final Predicate<Script> fails;
  private int runs;
  private Script best;

  private Shortest(Script failing, Predicate<Script> fails, int runs) {
    this.best = failing;
    this.fails = fails;
    this.runs = runs;
  }

  /** {@code failing} or a plainer one that {@code fails} too, after at most so many runs. */
  static Script of(Script failing, Predicate<Script> fails, int runs) {
    var search = new Shortest(failing, fails, runs);
    var before = Integer.MAX_VALUE;
    while (search.best.decisions().size() < before && search.runs > 0) {
      before = search.best.decisions().size();
      search.drop(search.best.faults());
      search.drop(search.best.decisions());
    }
    return search.best;
  }

  /** From the last on, as what comes after the failure is of no account. */
  private void drop(List<Script.Decision> some) {
    var left = some;
    for (var piece = Math.max(1, left.size()); piece > 0; piece /= 2) {
      for (var end = left.size(); end > 0 && runs > 0; end -= piece) {
        var dropped = left.subList(Math.max(0, end - piece), end);
        var plainer = best.without(dropped);
        runs--;
        if (fails.test(plainer)) {
          best = plainer;
          left = new Script(left).without(dropped).decisions();
        }
      }
    }
  }
}
