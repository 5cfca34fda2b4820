package dev.portals.testkit.programs;

import dev.portals.testkit.DeviationException;
import dev.portals.testkit.Simulation;
import java.util.Map;
import java.util.function.IntFunction;

/** Simulates programs, seed after seed, until one deviates. */
public class Hunt implements IntFunction<String> {
  private final Map<String, Simulation> programs;

  /** Of all programs. */
  public Hunt() {
    this(Programs.all());
  }

  private Hunt(Map<String, Simulation> programs) {
    this.programs = programs;
  }

  /** Of those whose applications change while they run. */
  public static final class OfChanging extends Hunt {
    public OfChanging() {
      super(Changing.all());
    }
  }

  /**
   * The number of the first schedule that deviates and how, or "" if none of {@code schedules}
   * does.
   */
  @Override
  public String apply(int schedules) {
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
