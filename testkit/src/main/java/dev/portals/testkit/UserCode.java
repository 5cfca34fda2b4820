package dev.portals.testkit;

import dev.portals.plan.LaneId;
import dev.portals.protocol.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the code of a user is to blame for a deviation: the same inputs are given to it again, to
 * tasks that are kept and to tasks that are made anew for each step. Steps must be a function of
 * state, input and {@code ctx.now()}, generators one of their cursor (S13).
 */
final class UserCode {
  private static final String OUTSIDE =
      "User code reads or changes what is neither its input nor its state, maybe a static field, an"
          + " object that it shares, a clock, chance or a file. Maybe declare it as state (perKey,"
          + " perTask), and take the time from ctx.now().";
  private static final String HIDDEN =
      "A task remembers what is not in its state: made anew, as after a crash, it did something"
          + " else. Maybe declare what it keeps in a variable as state (perKey, perTask).";
  private static final String GENERATOR =
      "A generator does not make the same atom of the same cursor, so it cannot go on where it was."
          + " Maybe put all that the next atom depends on into its cursor.";

  /** For a schedule that does not lead to the same run again. */
  static final String NOT_REPEATED = OUTSIDE + " " + GENERATOR;

  private static final String NOT_TO_BLAME =
      "User code did the same when it was run again, so this may be a defect of Portals. Maybe"
          + " report it with the seed and what is below.";

  private final World world;
  private final ReferenceRun first;

  UserCode(World world) {
    this.world = world;
    this.first = world.reference(ReferenceLane.Tasks.KEPT);
  }

  /** What to change, or that there is nothing to change. */
  String advice() {
    var facts = first.facts();
    var again = world.reference(ReferenceLane.Tasks.KEPT).facts();
    var anew = world.reference(ReferenceLane.Tasks.ANEW).facts();
    return difference(facts, again, OUTSIDE)
        .or(() -> difference(facts, anew, HIDDEN))
        .or(() -> difference(generators(first.committed()), facts, GENERATOR))
        .orElse(NOT_TO_BLAME);
  }

  /** What a generator did depends on nobody else. */
  private Map<LaneId, List<Entry>> generators(Map<LaneId, List<Entry>> committed) {
    var generators = new LinkedHashMap<>(committed);
    generators.keySet().removeIf(lane -> !first.generates(lane));
    return generators;
  }

  /** The first difference between two runs of the same inputs. */
  private Optional<String> difference(
      Map<LaneId, List<Entry>> one, Map<LaneId, List<Entry>> other, String advice) {
    for (var lane : one.keySet()) {
      var facts = one.getOrDefault(lane, List.of());
      var others = other.getOrDefault(lane, List.of());
      for (var at = 0; at < Math.max(facts.size(), others.size()); at++) {
        if (!fact(facts, at).equals(fact(others, at))) {
          var why = first.generates(lane) ? GENERATOR : advice;
          return Optional.of(
              "%s of the same inputs: %s, and then %s.%n%s"
                  .formatted(lane, fact(facts, at), fact(others, at), why));
        }
      }
    }
    return Optional.empty();
  }

  private static String fact(List<Entry> facts, int at) {
    return at < facts.size() ? facts.get(at).toString() : "nothing";
  }
}
