package dev.portals.registry;

import dev.portals.plan.Manifest;
import java.util.ArrayList;
import java.util.List;

/**
 * What keeps new code from going on with the lanes of the old (rule L2): their state, their asks
 * and what is under way would be lost or could not be read.
 */
final class Upgrade {
  private final Manifest before;
  private final Manifest after;
  private final List<String> problems = new ArrayList<>();

  private Upgrade(Manifest before, Manifest after) {
    this.before = before;
    this.after = after;
  }

  /** Every reason, each with advice; empty if there is none. */
  static List<String> problems(Manifest before, Manifest after) {
    var upgrade = new Upgrade(before, after);
    upgrade.check();
    return upgrade.problems;
  }

  private void check() {
    if (before.lanes() != after.lanes()) {
      problem(
          "/" + before.application(),
          "has its state in %d lanes an operator, not in %d, and it cannot move. Maybe the same number"
              .formatted(before.lanes(), after.lanes()));
      return;
    }
    for (var part : before.parts()) {
      var path = part.path(before.application());
      var next = after.part(part.name());
      if (next.isEmpty()) {
        problem(path, "is gone, its state and what is under way would be. Maybe keep its name");
      } else {
        operator(path, part, next.get());
      }
    }
  }

  private void operator(String path, Manifest.Part is, Manifest.Part next) {
    if (is.lanes() != next.lanes()
        || !is.receives().equals(next.receives())
        || !is.sends().equals(next.sends())) {
      problem(
          path, "is cut at other keys, and its state cannot move. Maybe keep where keys are set");
    }
    if (!is.cursor().equals(next.cursor())) {
      problem(
          path,
          "has a cursor of %s, not of %s. Maybe a generator of another name"
              .formatted(is.cursor().orElse("none"), next.cursor().orElse("none")));
    }
    for (var stream : is.writes()) {
      for (var part : after.parts()) {
        for (var other : part.writes()) {
          if (other.path().equals(stream.path())) {
            same(path + " writes " + stream.path(), is, part, stream.type(), other.type());
          }
        }
      }
    }
    for (var served : is.serves()) {
      for (var part : after.parts()) {
        for (var other : part.serves()) {
          if (other.path().equals(served.path())) {
            same(path + " serves " + served.path(), is, part, served.types(), other.types());
          }
        }
      }
    }
    for (var task : is.tasks()) {
      moved(path + " task " + task.name(), is, task);
      for (var other : next.tasks()) {
        if (task.name().equals(other.name())) {
          states(path + " task " + task.name(), task, other);
        }
      }
    }
  }

  /** State is found by its operator: a task that goes elsewhere would begin anew, silently. */
  private void moved(String path, Manifest.Part is, Manifest.TaskPart task) {
    if (task.states().isEmpty() || after.part(is.name()).stream().anyMatch(it -> has(it, task))) {
      return;
    }
    for (var part : after.parts()) {
      if (has(part, task) && before.part(part.name()).stream().noneMatch(it -> has(it, task))) {
        problem(
            path,
            "keeps state, and would be moved to %s, where it has none. Maybe a new name"
                .formatted(part.path(after.application())));
      }
    }
  }

  private static boolean has(Manifest.Part part, Manifest.TaskPart task) {
    return part.tasks().stream().anyMatch(it -> it.name().equals(task.name()));
  }

  /** What is under way of a stream or portal is numbered by its operator and of its types. */
  private void same(
      String what, Manifest.Part is, Manifest.Part next, String types, String nextTypes) {
    if (!is.name().equals(next.name())) {
      problem(what, "and would be moved to %s. Maybe a new name".formatted(next.name()));
    } else if (!types.equals(nextTypes)) {
      problem(
          what,
          "as %s, and what is under way cannot be read as %s. Maybe a new name"
              .formatted(types, nextTypes));
    }
  }

  private void states(String path, Manifest.TaskPart is, Manifest.TaskPart next) {
    for (var state : is.states()) {
      for (var other : next.states()) {
        if (state.name().equals(other.name()) && !state.equals(other)) {
          problem(
              path + " keeps \"" + state.name() + "\"",
              "as %s, and it cannot be read as %s. Maybe a new name"
                  .formatted(words(state), words(other)));
        }
      }
    }
  }

  private static String words(Manifest.StatePart state) {
    return state.type() + (state.perKey() ? " per key" : " per task");
  }

  private void problem(String what, String why) {
    problems.add(what + " " + why);
  }
}
