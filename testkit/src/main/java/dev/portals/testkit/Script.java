package dev.portals.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The decisions of a run that were not the plainest, each with which question of its kind it
 * answered. Given again they lead to the same run, and some of them to a plainer one.
 */
record Script(List<Decision> decisions) {
  /** What was asked: a {@link Fault}, a {@link Turn}, or {@link #CHOICE}. */
  record Decision(Object kind, int number, int value) {
    private Question question() {
      return new Question(kind, number);
    }
  }

  private record Question(Object kind, int number) {}

  static final String CHOICE = "choice";

  /** Those of a kind of fault. */
  List<Decision> faults() {
    return decisions.stream().filter(decision -> decision.kind() instanceof Fault).toList();
  }

  Script without(List<Decision> some) {
    var left = new ArrayList<>(decisions);
    left.removeAll(some);
    return new Script(List.copyOf(left));
  }

  /** Answers as it says, and for the rest as plainly as possible. */
  Choices replay() {
    var values = new HashMap<Question, Integer>();
    decisions.forEach(decision -> values.put(decision.question(), decision.value()));
    return new Numbered() {
      @Override
      int decide(Object kind, int number, int bound, Event event) {
        return values.getOrDefault(new Question(kind, number), 0) % bound;
      }
    };
  }

  /** Decides as others do, and keeps what they decided. */
  static final class Recorder extends Numbered {
    private final Choices choices;
    private final List<Decision> decisions = new ArrayList<>();

    Recorder(Choices choices) {
      this.choices = choices;
    }

    @Override
    int decide(Object kind, int number, int bound, Event event) {
      var value = value(kind, bound, event);
      if (value != 0) {
        decisions.add(new Decision(kind, number, value));
      }
      return value;
    }

    private int value(Object kind, int bound, Event event) {
      if (kind instanceof Fault fault) {
        return choices.strikes(fault, event) ? 1 : 0;
      }
      if (kind instanceof Turn turn) {
        return choices.turns(turn, event) ? 1 : 0;
      }
      return choices.below(bound);
    }

    Script script() {
      return new Script(List.copyOf(decisions));
    }
  }

  /** Counts the questions of each kind. */
  private abstract static class Numbered implements Choices {
    private static final Event NOWHERE = new Event(0, CrashPoint.START);

    private final Map<Object, Integer> asked = new HashMap<>();

    abstract int decide(Object kind, int number, int bound, Event event);

    private int next(Object kind, int bound, Event event) {
      return decide(kind, asked.merge(kind, 1, Integer::sum), bound, event);
    }

    @Override
    public int below(int bound) {
      return next(CHOICE, bound, NOWHERE);
    }

    @Override
    public boolean strikes(Fault fault, Event event) {
      return next(fault, 2, event) == 1;
    }

    @Override
    public boolean turns(Turn turn, Event event) {
      return next(turn, 2, event) == 1;
    }
  }
}
