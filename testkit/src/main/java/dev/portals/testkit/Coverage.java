package dev.portals.testkit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How often each fault struck at each point.
 *
 * @param hits by point; a fault that did not strike there is absent
 */
public record Coverage(Map<CrashPoint, Map<Fault, Long>> hits) {
  /** A fault at a point. */
  public record Cell(CrashPoint point, Fault fault) {
    @Override
    public String toString() {
      return fault + " at " + point;
    }
  }

  /** How often a fault struck at a point. */
  public long of(CrashPoint point, Fault fault) {
    return hits.getOrDefault(point, Map.of()).getOrDefault(fault, 0L);
  }

  /** Where a fault can strike and has not. */
  public List<Cell> missing() {
    var missing = new ArrayList<Cell>();
    for (var point : CrashPoint.values()) {
      for (var fault : Fault.values()) {
        if (fault.canStrike(point) && of(point, fault) == 0) {
          missing.add(new Cell(point, fault));
        }
      }
    }
    return missing;
  }

  /** How often each fault struck; those that did not are absent. */
  Map<Fault, Long> byFault() {
    var sum = new EnumMap<Fault, Long>(Fault.class);
    hits.values().forEach(row -> row.forEach((fault, n) -> sum.merge(fault, n, Long::sum)));
    return sum;
  }

  Coverage plus(Coverage other) {
    var sum = new EnumMap<CrashPoint, Map<Fault, Long>>(CrashPoint.class);
    add(sum);
    other.add(sum);
    return new Coverage(sum);
  }

  private void add(Map<CrashPoint, Map<Fault, Long>> sum) {
    hits.forEach(
        (point, row) ->
            row.forEach(
                (fault, times) ->
                    sum.computeIfAbsent(point, p -> new EnumMap<>(Fault.class))
                        .merge(fault, times, Long::sum)));
  }
}
