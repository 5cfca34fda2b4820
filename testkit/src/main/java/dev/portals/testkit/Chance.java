package dev.portals.testkit;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** All that is decided in a run: choices, and which faults strike where. */
final class Chance {
  private static final long ATTEMPTS = 17;

  private final Choices choices;
  private final SplittableRandom attempts = new SplittableRandom(ATTEMPTS);
  private final Map<CrashPoint, Map<Fault, Long>> hits = new EnumMap<>(CrashPoint.class);
  private Event here = new Event(0, CrashPoint.START);
  private @Nullable SimInstance polled;
  private boolean over;

  Chance(Choices choices) {
    this.choices = choices;
  }

  /** Whose events those are that ports notice. */
  void by(@Nullable SimInstance instance) {
    polled = instance;
  }

  /** The polled process does something. */
  void at(CrashPoint point) {
    here = new Event(here.number() + 1, point);
    if (polled != null) {
      polled.stand(here);
    }
  }

  /** Something begins, or arrives, at a process. */
  void at(CrashPoint point, SimInstance instance) {
    here = new Event(here.number() + 1, point);
    instance.stand(here);
  }

  /** What happened last. */
  Event here() {
    return here;
  }

  /** Whether a fault strikes what is just happening. */
  boolean strikes(Fault fault) {
    return strikes(fault, here);
  }

  /** Whether a fault strikes a process where it stands. */
  boolean strikes(Fault fault, SimInstance instance) {
    return strikes(fault, instance.stands());
  }

  /** Whether a fault strikes what is about to happen. */
  boolean strikesBefore(Fault fault, CrashPoint point) {
    return !over && strikes(fault, new Event(here.number() + 1, point));
  }

  /** Whether a fault strikes what is about to happen at a process. */
  boolean strikesBefore(Fault fault, CrashPoint point, SimInstance instance) {
    return !over && strikes(fault, new Event(instance.stands().number(), point));
  }

  private boolean strikes(Fault fault, Event event) {
    if (over || !choices.strikes(fault, event)) {
      return false;
    }
    if (!fault.canStrike(event.point())) {
      throw new Deviation(
          "%s strikes at %s, but %s".formatted(fault, event.point(), fault.elsewhere()));
    }
    hits.computeIfAbsent(event.point(), p -> new EnumMap<>(Fault.class))
        .merge(fault, 1L, Long::sum);
    return true;
  }

  /** Whether something happens now that will happen by itself. */
  boolean turns(Turn turn) {
    return choices.turns(turn, here);
  }

  /** Whether it happens beside a process, where that one stands. */
  boolean turns(Turn turn, SimInstance instance) {
    return choices.turns(turn, instance.stands());
  }

  /** From now on nothing goes wrong. */
  void endFaults() {
    over = true;
  }

  boolean isOver() {
    return over;
  }

  int below(int bound) {
    return choices.below(bound);
  }

  /** The plainest choice is no. */
  boolean oneIn(int times) {
    return choices.below(times) == times - 1;
  }

  <T> T oneOf(List<T> some) {
    return some.get(choices.below(some.size()));
  }

  /** The randomness of a process, which is no choice: it only tells its attempts from others. */
  RandomGenerator fork() {
    return attempts.split();
  }

  Coverage coverage() {
    return new Coverage(hits);
  }
}
