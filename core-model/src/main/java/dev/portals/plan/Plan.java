package dev.portals.plan;

import dev.portals.PortalsException;
import dev.portals.model.Graph;
import java.util.ArrayList;
import java.util.List;

/**
 * An application cut into operators.
 *
 * @param lanes how many lanes its workflows' operators have; generators, sequencers and external
 *     streams have one
 * @param connections what it connects with sequencers
 * @param splitters the splitters it owns
 */
public record Plan(
    String application,
    int lanes,
    List<Operator> operators,
    List<Graph.Connection> connections,
    List<Graph.Splits> splitters) {
  /** The most lanes that an operator may have. */
  public static final int MOST_LANES = 1_024;

  /** Plans an application with one lane an operator: every workflow is one operator. */
  public static Plan of(Graph graph) {
    return of(graph, 1);
  }

  /**
   * Plans an application: an operator for every generator, sequencer, split and external stream,
   * and one or more for every workflow.
   *
   * @param lanes from 1 to {@value #MOST_LANES}; fixed as long as the application has state
   */
  public static Plan of(Graph graph, int lanes) {
    if (lanes < 1 || lanes > MOST_LANES) {
      throw new PortalsException(
          "/"
              + graph.application()
              + " is to have "
              + lanes
              + " lanes an operator. Maybe 1, or up to "
              + MOST_LANES);
    }
    var operators = new ArrayList<Operator>();
    for (var source : graph.sources()) {
      operators.add(Operator.generator(graph, source, 1));
    }
    for (var workflow : graph.workflows()) {
      if (lanes == 1 || workflow.kind().hasOneLane()) {
        operators.add(Operator.workflow(graph, workflow, workflow.part(), workflow.nodes(), 1));
      } else {
        Cut.of(graph.application(), workflow, lanes)
            .forEach(
                (part, nodes) ->
                    operators.add(Operator.workflow(graph, workflow, part, nodes, lanes)));
      }
    }
    return new Plan(
        graph.application(), lanes, List.copyOf(operators), graph.connections(), graph.splitters());
  }
}
