package dev.portals.testkit.programs;

import dev.portals.testkit.DeviationException;
import java.util.function.IntFunction;

/** Simulates all programs, seed after seed, until one deviates. */
public class Hunt implements IntFunction<String> {
  private final int first;
  private final int step;

  /** With every seed from 1 on. */
  public Hunt() {
    this(1, 1);
  }

  Hunt(int first, int step) {
    this.first = first;
    this.step = step;
  }

  /**
   * The number of the first schedule that deviates and how, or "" if none of {@code schedules}
   * does.
   */
  @Override
  public String apply(int schedules) {
    var programs = Programs.all();
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
