package dev.portals.local;

import dev.portals.model.Node;
import dev.portals.plan.Operator;
import dev.portals.plan.Plan;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds operators that read, over any number of others, what they write. */
final class Cycles {
  private final Collection<Operator> operators;
  private final Map<String, Set<String>> taken;

  private Cycles(Collection<Plan> plans) {
    operators = plans.stream().flatMap(plan -> plan.operators().stream()).toList();
    taken = taken(plans);
  }

  /** The paths of the streams that lead back to their own producer. */
  static Set<String> streams(Collection<Plan> plans) {
    return new Cycles(plans).find();
  }

  /** The streams of each sequencer and splitter. */
  private static Map<String, Set<String>> taken(Collection<Plan> plans) {
    var taken = new HashMap<String, Set<String>>();
    for (var plan : plans) {
      for (var it : plan.connections()) {
        taken
            .computeIfAbsent(it.sequencer().path(), path -> new HashSet<>())
            .add(it.stream().path());
      }
      for (var it : plan.splitters()) {
        taken.put(it.splitter().path(), Set.of(it.stream().path()));
      }
    }
    return taken;
  }

  private Set<String> find() {
    var found = new HashSet<String>();
    for (var producer : operators) {
      for (var stream : producer.outputs()) {
        if (leadsTo(producer, stream)) {
          found.add(stream);
        }
      }
    }
    return found;
  }

  private boolean leadsTo(Operator producer, String stream) {
    var reached = new HashSet<>(Set.of(stream));
    var next = new ArrayDeque<>(List.of(stream));
    while (!next.isEmpty()) {
      var at = next.remove();
      for (var reader : operators) {
        if (reads(reader, at)) {
          if (isSame(reader, producer)) {
            return true;
          }
          reader.outputs().stream().filter(reached::add).forEach(next::add);
        }
      }
    }
    return false;
  }

  private boolean reads(Operator reader, String stream) {
    return reader.reads(stream)
        || reader.nodes().stream()
            .anyMatch(
                node ->
                    node instanceof Node.Taking it
                        && taken.getOrDefault(it.path(), Set.of()).contains(stream));
  }

  private static boolean isSame(Operator one, Operator two) {
    return one.application().equals(two.application()) && one.name().equals(two.name());
  }
}
