package dev.portals.plan;

import dev.portals.codec.Codecs;
import dev.portals.model.Graph;
import dev.portals.model.Node;
import dev.portals.task.Declaration;
import dev.portals.task.Portal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Tasks fused between key changes: what becomes one function. With one lane a key change moves
 * nothing, so a whole workflow is one operator (design rule S2).
 *
 * @param name unique in the application: {@code workflows/cart}, {@code generators/lines}
 * @param lanes how many virtual partitions it has, from 1
 * @param nodes in topological order; empty for a generator
 * @param source the generator, if it is one
 * @param inputs the streams it reads, each once; the name of an input port is its stream's path
 * @param outputs the streams it writes; the name of an output port is its stream's path
 * @param served the portals its tasks reply to
 * @param asked the portals its tasks ask
 */
public record Operator(
    String application,
    String name,
    int lanes,
    List<Node> nodes,
    Optional<Graph.Source> source,
    Codecs codecs,
    List<String> inputs,
    List<String> outputs,
    List<Portal<?, ?>> served,
    List<Portal<?, ?>> asked) {

  static Operator generator(Graph graph, Graph.Source source, int lanes) {
    return new Operator(
        graph.application(),
        "generators/" + source.name(),
        lanes,
        List.of(),
        Optional.of(source),
        graph.codecs(),
        List.of(),
        List.of(source.stream().path()),
        List.of(),
        List.of());
  }

  static Operator workflow(Graph graph, Graph.Workflow workflow, int lanes) {
    var inputs = new LinkedHashSet<String>();
    var outputs = new ArrayList<String>();
    var served = new ArrayList<Portal<?, ?>>();
    var asked = new ArrayList<Portal<?, ?>>();
    for (var node : workflow.nodes()) {
      if (node instanceof Node.Read read) {
        inputs.add(read.stream().path());
      } else if (node instanceof Node.Write write) {
        outputs.add(write.stream().path());
      } else if (node instanceof Node.Run run) {
        for (var declaration : run.task().instantiate().declarations()) {
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
        "workflows/" + workflow.name(),
        lanes,
        workflow.nodes(),
        Optional.empty(),
        graph.codecs(),
        List.copyOf(inputs),
        List.copyOf(outputs),
        List.copyOf(served),
        List.copyOf(asked));
  }
}
