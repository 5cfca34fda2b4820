package dev.portals.testkit;

import java.util.Map;

/**
 * What simulated runs did.
 *
 * @param schedules how many runs
 * @param commits how many commits were stored, in all lanes
 * @param events how often something happened: a poll, a delivery, a fault
 * @param onTable what those did whose lanes were in a table; the others had them in a log
 * @param coverage how often each fault struck, and where
 */
public record Run(long schedules, long commits, long events, OnTable onTable, Coverage coverage) {
  static final Run NONE = new Run(0, 0, 0, OnTable.NONE, new Coverage(Map.of()));

  /**
   * What runs over a table did.
   *
   * @param schedules how many runs
   * @param wrapped how many commits overwrote an older one in the ring
   * @param rounds how often the writing of pages was begun
   * @param rereads how often a lane was read again, as what was read did not fit together
   */
  public record OnTable(long schedules, long wrapped, long rounds, long rereads) {
    static final OnTable NONE = new OnTable(0, 0, 0, 0);

    OnTable plus(OnTable other) {
      return new OnTable(
          schedules + other.schedules(),
          wrapped + other.wrapped(),
          rounds + other.rounds(),
          rereads + other.rereads());
    }
  }

  /** How often each fault struck; those that did not are absent. */
  public Map<Fault, Long> faults() {
    return coverage.byFault();
  }

  /** How many faults struck. */
  public long struck() {
    return faults().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Both together. */
  public Run plus(Run other) {
    return new Run(
        schedules + other.schedules(),
        commits + other.commits(),
        events + other.events(),
        onTable.plus(other.onTable()),
        coverage.plus(other.coverage()));
  }
}
