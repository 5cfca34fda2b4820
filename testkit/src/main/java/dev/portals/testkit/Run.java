package dev.portals.testkit;

import java.util.EnumMap;
import java.util.Map;

/**
 * What simulated runs did.
 *
 * @param schedules how many runs
 * @param commits how many commits were stored, in all lanes
 * @param events how often something happened: a poll, a delivery, a fault
 * @param faults how often each fault struck
 */
public record Run(long schedules, long commits, long events, Map<Fault, Long> faults) {
  static final Run NONE = new Run(0, 0, 0, Map.of());

  /** Both together. */
  public Run plus(Run other) {
    var sum = new EnumMap<Fault, Long>(Fault.class);
    sum.putAll(faults);
    other.faults().forEach((fault, times) -> sum.merge(fault, times, Long::sum));
    return new Run(
        schedules + other.schedules(), commits + other.commits(), events + other.events(), sum);
  }
}
