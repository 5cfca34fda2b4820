package dev.portals.conformance;

import dev.portals.testkit.reference.StreamContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What of a stream does not depend on who is faster: two contents are alike if this is equal. */
@FunctionalInterface
public interface Comparison {
  /** The part that is compared of a stream's content, of each of its lanes. */
  Object of(List<StreamContent> lanes);

  /** Everything: the atoms of each lane, with their boundaries, in order. */
  Comparison EXACT = lanes -> lanes;

  /** The atoms with their boundaries, in any order (where S3 leaves it open). */
  Comparison ATOMS =
      lanes -> {
        var counts = new HashMap<List<Object>, Integer>();
        lanes.forEach(lane -> lane.atoms().forEach(atom -> counts.merge(atom, 1, Integer::sum)));
        return Map.of("atoms", counts, "sealed", isSealed(lanes));
      };

  /** The events, in any order and over the boundaries of atoms. */
  Comparison EVENTS =
      lanes -> {
        var counts = new HashMap<Object, Integer>();
        for (var lane : lanes) {
          for (var atom : lane.atoms()) {
            atom.forEach(event -> counts.merge(event, 1, Integer::sum));
          }
        }
        return Map.of("events", counts, "sealed", isSealed(lanes));
      };

  /** The events of each key in order, over the boundaries of atoms. */
  static <T> Comparison perKey(Class<T> type, Function<T, ?> key) {
    return lanes -> {
      var events = new HashMap<Object, List<Object>>();
      for (var lane : lanes) {
        for (var atom : lane.atoms()) {
          for (var event : atom) {
            events.computeIfAbsent(key.apply(type.cast(event)), k -> new ArrayList<>()).add(event);
          }
        }
      }
      return Map.of("events", events, "sealed", isSealed(lanes));
    };
  }

  private static boolean isSealed(List<StreamContent> lanes) {
    return lanes.stream().allMatch(StreamContent::isSealed);
  }
}
