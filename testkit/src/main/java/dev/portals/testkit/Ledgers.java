package dev.portals.testkit;

import dev.portals.driver.LaneDriver;
import dev.portals.plan.LaneId;
import dev.portals.protocol.Commit;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every lane has committed, in whatever store. */
final class Ledgers {
  private final Map<LaneId, Ledger> ledgers = new LinkedHashMap<>();
  private long commits;
  private long empty;

  Ledger of(LaneId lane) {
    return ledgers.computeIfAbsent(lane, id -> new Ledger());
  }

  /** A store has taken a commit: {@link Deviation} if it is not the lane's next (rule C1). */
  void add(LaneId lane, long number, Commit commit) {
    var ledger = of(lane);
    if (commit.number() != number || number != ledger.newest() + 1) {
      throw new Deviation(
          "%s stored commit %d as %d, the newest was %d"
              .formatted(lane, commit.number(), number, ledger.newest()));
    }
    ledger.add(commit);
    commits++;
    empty += commit.entries().isEmpty() ? 1 : 0;
  }

  /** How many there are, in all lanes. */
  long commits() {
    return commits;
  }

  /** How many of them change nothing. */
  long emptyCommits() {
    return empty;
  }

  /** What a driver remembers must be what is committed: {@link Deviation} if not. */
  void requireMemory(Object who, LaneId lane, LaneDriver driver) {
    var state = driver.state();
    var ledger = of(lane);
    if (state != null && state.head() == ledger.newest()) {
      var memory = Memory.of(state);
      var committed = ledger.memory(state.head());
      if (!memory.equals(committed)) {
        throw new Deviation(who + " remembers " + memory + ", committed is " + committed);
      }
    }
  }
}
