package dev.portals.plan;

import dev.portals.PortalsException;
import dev.portals.model.Graph;
import java.util.ArrayList;
import java.util.List;

/**
 * An application cut into operators.
 *
 * @param lanes how many lanes its workflows' operators have; a generator has one
 */
public record Plan(String application, int lanes, List<Operator> operators) {
  /** The most lanes that an operator may have. */
  public static final int MOST_LANES = 1_024;

  /** Plans an application with one lane an operator: every workflow is one operator. */
  public static Plan of(Graph graph) {
    return of(graph, 1);
  }

  /**
   * Plans an application: an operator for every generator, and one or more for every workflow.
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
      var name = "workflows/" + workflow.name();
      if (lanes == 1) {
        operators.add(Operator.workflow(graph, workflow, name, workflow.nodes(), 1));
      } else {
        Cut.of(graph.application(), workflow, lanes)
            .forEach(
                (part, nodes) ->
                    operators.add(Operator.workflow(graph, workflow, part, nodes, lanes)));
      }
    }
    return new Plan(graph.application(), lanes, List.copyOf(operators));
  }
}
