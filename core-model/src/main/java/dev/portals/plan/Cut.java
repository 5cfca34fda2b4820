package dev.portals.plan;

import dev.portals.PortalsException;
import dev.portals.model.Edge;
import dev.portals.model.Graph;
import dev.portals.model.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts a workflow at its key changes into the parts that become operators (design rule S3). Nodes
 * stay together unless a key is set between them; what a union joins is one part.
 */
final class Cut {
  private final String application;
  private final Graph.Workflow workflow;
  private final int lanes;
  private final int size;
  private final int[] parts;

  private Cut(String application, Graph.Workflow workflow, int lanes) {
    this.application = application;
    this.workflow = workflow;
    this.lanes = lanes;
    this.size = workflow.nodes().size();
    this.parts = new int[2 * size];
    for (var id = 0; id < parts.length; id++) {
      parts[id] = id;
    }
    for (var id = 0; id < size; id++) {
      for (var input : workflow.nodes().get(id).inputs()) {
        join(id, behind(input));
      }
    }
  }

  /** The operators' names and their nodes, which are numbered anew; in topological order. */
  static Map<String, List<Node>> of(String application, Graph.Workflow workflow, int lanes) {
    return new Cut(application, workflow, lanes).operators();
  }

  /** Where what a node gives is used: a key change has a side of its own behind it. */
  private int behind(int id) {
    return workflow.nodes().get(id) instanceof Node.KeyBy ? size + id : id;
  }

  private int part(int id) {
    var at = id;
    while (parts[at] != at) {
      at = parts[at];
    }
    return at;
  }

  private void join(int one, int two) {
    parts[Math.max(part(one), part(two))] = Math.min(part(one), part(two));
  }

  private Map<String, List<Node>> operators() {
    var operators = new LinkedHashMap<Integer, List<Node>>();
    var numbers = new int[size];
    for (var id = 0; id < size; id++) {
      var node = workflow.nodes().get(id);
      var nodes = operators.computeIfAbsent(part(id), part -> new ArrayList<>());
      if (node instanceof Node.KeyBy keyBy) {
        var edge = edge(id, keyBy);
        nodes.add(new Node.Send(numbers[keyBy.input()], edge, keyBy.key()));
        var target = operators.computeIfAbsent(part(size + id), part -> new ArrayList<>());
        if (target == nodes) {
          throw new PortalsException(
              path() + " joins events of one key with those of another. Maybe use a sequencer");
        }
        target.add(new Node.Receive(edge));
        numbers[id] = target.size() - 1;
      } else {
        nodes.add(node.renumbered(input -> numbers[input]));
        numbers[id] = nodes.size() - 1;
      }
    }
    var named = new LinkedHashMap<String, List<Node>>();
    operators.forEach((part, nodes) -> named.put(name(part), nodes));
    return named;
  }

  private Edge edge(int id, Node.KeyBy keyBy) {
    var path = "/" + application + "/edges/" + workflow.name() + "/" + ordinal(id);
    return new Edge(path, keyBy.type(), lanes, isHeardBehind(id));
  }

  /** True if a task behind a node is to hear of every atom (protocol rule P5). */
  private boolean isHeardBehind(int id) {
    var behind = new boolean[size];
    behind[id] = true;
    for (var next = id + 1; next < size; next++) {
      var node = workflow.nodes().get(next);
      behind[next] = node.inputs().stream().anyMatch(input -> behind[input]);
      if (behind[next]
          && node instanceof Node.Run run
          && run.task().instantiate().onAtomComplete().isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** The first part has the workflow's name, behind the others' stands what they begin with. */
  private String name(int part) {
    var name = "workflows/" + workflow.name();
    if (part == part(0)) {
      return name;
    }
    for (var id = 0; id < size; id++) {
      if (workflow.nodes().get(id) instanceof Node.KeyBy && part(size + id) == part) {
        return name + "/" + ordinal(id);
      }
    }
    return name + "/" + ordinal(part);
  }

  /** Which key change or read of the workflow a node is: names outlive nodes added elsewhere. */
  private String ordinal(int id) {
    var kind = workflow.nodes().get(id).getClass();
    var number = workflow.nodes().subList(0, id + 1).stream().filter(kind::isInstance).count();
    return (kind == Node.KeyBy.class ? "key-" : "read-") + number;
  }

  private String path() {
    return "/" + application + "/workflows/" + workflow.name();
  }
}
