package dev.portals.build;

import dev.portals.model.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Design rule S2: a union aligns what one atom of a stream has become on different ways only inside
 * one operator. Behind a key change the atom is divided among lanes, so two ways of one read must
 * lie behind the same one, and no union may join both sides of a key change.
 */
final class Alignment {
  private static final int NO_KEY = -1;

  private final List<Node> nodes;
  private final List<Map<String, Integer>> lastKeys = new ArrayList<>();

  /** Which of the operators-to-be a node is in; of a key change, the side before it. */
  private final int[] sides;

  private Alignment(List<Node> nodes) {
    this.nodes = nodes;
    this.sides = IntStream.range(0, 2 * nodes.size()).toArray();
  }

  /** The streams that a workflow joins where it cannot align them, for each place one list. */
  static List<List<String>> unaligned(List<Node> nodes) {
    return new Alignment(nodes).check();
  }

  private List<List<String>> check() {
    var unaligned = new ArrayList<List<String>>();
    for (var id = 0; id < nodes.size(); id++) {
      var node = nodes.get(id);
      var keys = new HashMap<String, Integer>();
      var torn = new ArrayList<String>();
      for (var input : node.inputs()) {
        join(id, behind(input));
        lastKeys
            .get(input)
            .forEach(
                (stream, key) -> {
                  var other = keys.putIfAbsent(stream, key);
                  if (other != null && !other.equals(key)) {
                    torn.add(stream);
                  }
                });
      }
      if (node instanceof Node.Read read) {
        keys.put(read.stream().path(), NO_KEY);
      } else if (node instanceof Node.KeyBy) {
        var here = id;
        keys.replaceAll((stream, key) -> here);
      }
      lastKeys.add(keys);
      if (!torn.isEmpty()) {
        unaligned.add(torn.stream().distinct().sorted().toList());
      }
    }
    for (var id = 0; id < nodes.size() && unaligned.isEmpty(); id++) {
      if (nodes.get(id) instanceof Node.KeyBy && sides[id] == sides[behind(id)]) {
        unaligned.add(lastKeys.get(id).keySet().stream().sorted().toList());
      }
    }
    return unaligned;
  }

  /** Where what a node gives is used: a key change has a side of its own behind it. */
  private int behind(int id) {
    return nodes.get(id) instanceof Node.KeyBy ? nodes.size() + id : id;
  }

  private void join(int one, int two) {
    var kept = sides[one];
    var gone = sides[two];
    Arrays.setAll(sides, at -> sides[at] == gone ? kept : sides[at]);
  }
}
