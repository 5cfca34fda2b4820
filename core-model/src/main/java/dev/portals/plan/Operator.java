package dev.portals.plan;

import dev.portals.codec.Codecs;
import dev.portals.model.Edge;
import dev.portals.model.Graph;
import dev.portals.model.Node;
import dev.portals.task.Declaration;
import dev.portals.task.FailurePolicy;
import dev.portals.task.Portal;
import dev.portals.task.Start;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Tasks fused between key changes: what becomes one function. With one lane a key change moves
 * nothing, so a whole workflow is one operator (design rule S2).
 *
 * @param name unique in the application: {@code workflows/cart}, {@code generators/lines}; what is
 *     cut off a workflow has a number behind its name
 * @param lanes how many virtual partitions it has, from 1
 * @param nodes in topological order; empty for a generator
 * @param source the generator, if it is one
 * @param inputs the streams it reads, each once; the name of an input port is its stream's path
 * @param edges the internal edges it receives
 * @param outputs its output ports: the paths of the streams it writes, and a port of an internal
 *     edge for every lane that it may send events to
 * @param served the portals its tasks reply to
 * @param asked the portals its tasks ask
 * @param completes the tasks with an onComplete, in topological order
 * @param onFailure what becomes of what fails; empty for what the lane's settings say
 */
public record Operator(
    String application,
    String name,
    int lanes,
    List<Node> nodes,
    Optional<Graph.Source> source,
    Codecs codecs,
    List<String> inputs,
    List<Edge> edges,
    List<String> outputs,
    List<Portal<?, ?>> served,
    List<Portal<?, ?>> asked,
    List<String> completes,
    Optional<FailurePolicy> onFailure) {

  static Operator generator(Graph graph, Graph.Source source, int lanes) {
    return new Operator(
        graph.application(),
        "generators/" + source.name(),
        lanes,
        List.of(),
        Optional.of(source),
        graph.codecs(),
        List.of(),
        List.of(),
        List.of(source.stream().path()),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** The operator of a workflow, or of a part of it. */
  static Operator workflow(
      Graph graph, Graph.Workflow workflow, String name, List<Node> nodes, int lanes) {
    var inputs = new LinkedHashSet<String>();
    var edges = new ArrayList<Edge>();
    var outputs = new ArrayList<String>();
    var served = new ArrayList<Portal<?, ?>>();
    var asked = new ArrayList<Portal<?, ?>>();
    var completes = new ArrayList<String>();
    for (var node : nodes) {
      if (node instanceof Node.Read read) {
        inputs.add(read.stream().path());
      } else if (node instanceof Node.Write write) {
        outputs.add(write.stream().path());
      } else if (node instanceof Node.Receive receive) {
        edges.add(receive.edge());
      } else if (node instanceof Node.Send send) {
        for (var lane = 0; lane < send.edge().lanes(); lane++) {
          outputs.add(send.edge().port(lane));
        }
      } else if (node instanceof Node.Run run) {
        var task = run.task().instantiate();
        if (task.onComplete().isPresent()) {
          completes.add(run.name());
        }
        for (var declaration : task.declarations()) {
          if (declaration instanceof Declaration.Replies<?, ?, ?> replies) {
            served.add(replies.portal());
          } else if (declaration instanceof Declaration.Asks<?, ?> asks) {
            asked.add(asks.portal());
          }
        }
      }
    }
    return new Operator(
        graph.application(),
        name,
        lanes,
        List.copyOf(nodes),
        Optional.empty(),
        graph.codecs(),
        List.copyOf(inputs),
        List.copyOf(edges),
        List.copyOf(outputs),
        List.copyOf(served),
        List.copyOf(asked),
        List.copyOf(completes),
        workflow.onFailure());
  }

  /** Where it begins to read a stream that ran before; of several reads the earliest. */
  Start start(String stream) {
    return nodes.stream()
            .anyMatch(
                node ->
                    node instanceof Node.Read read
                        && read.stream().path().equals(stream)
                        && read.start() == Start.EARLIEST)
        ? Start.EARLIEST
        : Start.NOW;
  }

  /** True if this operator has an input port of this name in any of its lanes. */
  public boolean reads(String port) {
    return inputs.contains(port) || edges.stream().anyMatch(edge -> edge.owns(port));
  }

  /** False for a generator, and for a workflow that only serves portals. */
  public boolean readsAnything() {
    return !inputs.isEmpty() || !edges.isEmpty();
  }
}
