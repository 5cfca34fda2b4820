package dev.portals.testkit.programs;

import dev.portals.testkit.DeviationException;
import java.util.function.IntFunction;

/** Simulates all programs, seed after seed, until one deviates. */
public final class Hunt implements IntFunction<String> {
  /**
   * The number of the first schedule that deviates and how, or "" if none of {@code schedules}
   * does.
   */
  @Override
  public String apply(int schedules) {
    var programs = Programs.all();
    var ran = 0;
    for (var seed = 1; ran < schedules; seed++) {
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
