package dev.portals.testkit;

import java.util.Map;

/**
 * What simulated runs did.
 *
 * @param schedules how many runs
 * @param commits how many commits were stored, in all lanes
 * @param events how often something happened: a poll, a delivery, a fault
 * @param onTable what those did whose lanes were in a table; the others had them in a log
 * @param asFunctions what those did whose lanes were functions; they had them in a table
 * @param coverage how often each fault struck, and where
 */
public record Run(
    long schedules,
    long commits,
    long events,
    OnTable onTable,
    AsFunctions asFunctions,
    Coverage coverage) {
  static final Run NONE = new Run(0, 0, 0, OnTable.NONE, AsFunctions.NONE, new Coverage(Map.of()));

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

  /**
   * What runs with functions did.
   *
   * @param schedules how many runs
   * @param invocations how often a function was called
   * @param rows how many wake rows were put
   * @param swept how often a wake row brought back a lane
   * @param fences how many empty commits there were
   */
  public record AsFunctions(long schedules, long invocations, long rows, long swept, long fences) {
    static final AsFunctions NONE = new AsFunctions(0, 0, 0, 0, 0);

    AsFunctions plus(AsFunctions other) {
      return new AsFunctions(
          schedules + other.schedules(),
          invocations + other.invocations(),
          rows + other.rows(),
          swept + other.swept(),
          fences + other.fences());
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
        asFunctions.plus(other.asFunctions()),
        coverage.plus(other.coverage()));
  }
}
