package dev.portals.testkit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * No chance: everything happens in one fixed, fair order, and what strikes is chosen by its place
 * among all that could.
 */
final class Chosen implements Choices {
  private static final int KINDS = Fault.values().length + Turn.values().length;

  /** Something that may strike, or happen, at an event. */
  record Strike(Enum<?> what, Event event) {
    @Override
    public String toString() {
      return what + " at " + event.number() + " " + event.point();
    }
  }

  private final Set<Integer> chosen;
  private final List<Strike> possible = new ArrayList<>();
  private final BitSet asked = new BitSet();

  /** Those of {@link #possible} that strike. */
  Chosen(Set<Integer> chosen) {
    this.chosen = chosen;
  }

  /** All that might have struck in the run, in order. */
  List<Strike> possible() {
    return possible;
  }

  @Override
  public int below(int bound) {
    return 0;
  }

  @Override
  public boolean strikes(Fault fault, Event event) {
    return isChosen(fault, event);
  }

  @Override
  public boolean turns(Turn turn, Event event) {
    return isChosen(turn, event);
  }

  /** What can strike at an event can do so once. */
  private boolean isChosen(Enum<?> what, Event event) {
    var turn = what instanceof Turn ? Fault.values().length : 0;
    var bit = (int) event.number() * KINDS + turn + what.ordinal();
    if (asked.get(bit)) {
      return false;
    }
    asked.set(bit);
    possible.add(new Strike(what, event));
    return chosen.contains(possible.size() - 1);
  }
}
