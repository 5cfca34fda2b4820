package dev.portals.testkit.programs;

import dev.portals.testkit.DeviationException;
import dev.portals.testkit.Simulation;
import java.util.Map;
import java.util.function.IntFunction;

/** Simulates programs, seed after seed, until one deviates. */
public class Hunt implements IntFunction<String> {
  private final Map<String, Simulation> programs;
  private final int first;
  private final int step;

  /** Of all programs, with every seed from 1 on. */
  public Hunt() {
    this(Programs.all(), 1, 1);
  }

  Hunt(Map<String, Simulation> programs, int first, int step) {
    this.programs = programs;
    this.first = first;
    this.step = step;
  }

  /**
   * The number of the first schedule that deviates and how, or "" if none of {@code schedules}
   * does.
   */
  @Override
  public String apply(int schedules) {
    var ran = 0;
    for (var seed = first; ran < schedules; seed += step) {
      for (var program : programs.entrySet()) {
        ran++;
        try {
          program.getValue().run(seed);
        } catch (DeviationException deviation) {
          var what = String.valueOf(deviation.getMessage()).lines().findFirst().orElse("");
          return ran + " (" + program.getKey() + ") " + what;
        }
      }
    }
    return "";
  }
}
