package dev.portals.testkit;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** All that a seed decides: choices, and which faults strike. */
final class Chance {
  private static final double[] INTENSITIES = {0, 0.3, 1, 1, 2.5};

  private final SplittableRandom random;
  private final EnumMap<Fault, Double> rates = new EnumMap<>(Fault.class);
  private final EnumMap<Fault, Long> struck = new EnumMap<>(Fault.class);
  private boolean over;

  /** Each seed has its own mixture of faults: with all of them at once, few long stories happen. */
  Chance(long seed, Faults faults) {
    random = new SplittableRandom(seed);
    for (var fault : faults.kinds()) {
      rates.put(fault, fault.rate() * INTENSITIES[random.nextInt(INTENSITIES.length)]);
    }
  }

  boolean strikes(Fault fault) {
    var rate = over ? null : rates.get(fault);
    if (rate == null || random.nextDouble() >= rate) {
      return false;
    }
    struck.merge(fault, 1L, Long::sum);
    return true;
  }

  /** From now on nothing goes wrong. */
  void endFaults() {
    over = true;
  }

  boolean isOver() {
    return over;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  RandomGenerator fork() {
    return random.split();
  }

  Map<Fault, Long> struck() {
    return struck;
  }
}
