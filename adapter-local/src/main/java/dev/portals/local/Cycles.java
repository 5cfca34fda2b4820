package dev.portals.local;

import dev.portals.plan.Operator;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds operators that read, over any number of others, what they write. */
final class Cycles {
  private Cycles() {}

  /** The paths of the streams that lead back to their own producer. */
  static Set<String> streams(Collection<Operator> operators) {
    var found = new HashSet<String>();
    for (var producer : operators) {
      for (var stream : producer.outputs()) {
        if (leadsTo(producer, stream, operators)) {
          found.add(stream);
        }
      }
    }
    return found;
  }

  private static boolean leadsTo(Operator producer, String stream, Collection<Operator> operators) {
    var reached = new HashSet<>(Set.of(stream));
    var next = new ArrayDeque<>(List.of(stream));
    while (!next.isEmpty()) {
      var at = next.remove();
      for (var reader : operators) {
        if (reader.reads(at)) {
          if (isSame(reader, producer)) {
            return true;
          }
          reader.outputs().stream().filter(reached::add).forEach(next::add);
        }
      }
    }
    return false;
  }

  private static boolean isSame(Operator one, Operator two) {
    return one.application().equals(two.application()) && one.name().equals(two.name());
  }
}
