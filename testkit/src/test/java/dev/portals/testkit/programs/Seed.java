package dev.portals.testkit.programs;

import dev.portals.testkit.DeviationException;
import java.util.function.ToLongBiFunction;

/** Runs a program once, with a seed: 0 if it does not deviate. */
public final class Seed implements ToLongBiFunction<String, Long> {
  @Override
  public long applyAsLong(String program, Long seed) {
    try {
      Programs.all().get(program).run(seed);
      return 0;
    } catch (DeviationException deviation) {
      return seed;
    }
  }
}
