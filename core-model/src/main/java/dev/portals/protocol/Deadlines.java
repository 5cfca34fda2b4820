package dev.portals.protocol;

import dev.portals.plan.LaneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** When outstanding asks expire (asker rule 5). */
public final class Deadlines {
  /** An ask and its deadline, in milliseconds since 1970-01-01 UTC. */
  public record Due(long at, LaneId replier, long number) {}

  private final TreeSet<Due> due =
      new TreeSet<>(
          Comparator.comparingLong(Due::at)
              .thenComparing(it -> it.replier().toString())
              .thenComparingLong(it -> it.replier().incarnation().nonce())
              .thenComparingLong(Due::number));

  Deadlines() {}

  void add(LaneId replier, long number, Ask ask) {
    ask.deadline().ifPresent(at -> due.add(new Due(at, replier, number)));
  }

  void remove(LaneId replier, long number, Ask ask) {
    ask.deadline().ifPresent(at -> due.remove(new Due(at, replier, number)));
  }

  void clear() {
    due.clear();
  }

  /** The asks whose deadlines are not after {@code now}, earliest first. */
  public List<Due> passed(long now) {
    if (due.isEmpty()) {
      return List.of();
    }
    var passed = new ArrayList<Due>();
    for (var it : due) {
      if (it.at() > now) {
        break;
      }
      passed.add(it);
    }
    return passed;
  }

  /** The first deadline after {@code now}, {@link Long#MAX_VALUE} if there is none. */
  public long next(long now) {
    for (var it : due) {
      if (it.at() > now) {
        return it.at();
      }
    }
    return Long.MAX_VALUE;
  }
}
