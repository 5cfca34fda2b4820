package dev.portals.testkit;

import java.util.EnumMap;
import java.util.SplittableRandom;

/** All that a seed decides: choices, and which faults strike. */
final class RandomChoices implements Choices {
  private static final double[] INTENSITIES = {0, 0.3, 1, 1, 2.5};

  private final SplittableRandom random;
  private final EnumMap<Fault, Double> rates = new EnumMap<>(Fault.class);

  /** Each seed has its own mixture of faults: with all of them at once, few long stories happen. */
  RandomChoices(long seed, Faults faults) {
    random = new SplittableRandom(seed);
    for (var fault : faults.kinds()) {
      rates.put(fault, fault.rate() * INTENSITIES[random.nextInt(INTENSITIES.length)]);
    }
  }

  @Override
  public int below(int bound) {
    return random.nextInt(bound);
  }

  @Override
  public boolean strikes(Fault fault, Event event) {
    var rate = rates.get(fault);
    return rate != null && random.nextDouble() < rate;
  }

  @Override
  public boolean turns(Turn turn, Event event) {
    return random.nextInt(turn.oneIn()) == 0;
  }
}
