package dev.portals.testkit;

import dev.portals.plan.LaneId;
import dev.portals.protocol.Commit;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every lane has committed, in whatever store. */
final class Ledgers {
  private final Map<LaneId, Ledger> ledgers = new LinkedHashMap<>();
  private long commits;

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
  }

  /** How many there are, in all lanes. */
  long commits() {
    return commits;
  }
}
