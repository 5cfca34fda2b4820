package dev.portals.plan;

import dev.portals.model.Graph;
import java.util.ArrayList;
import java.util.List;

/** An application cut into operators. Every operator has one lane in this version. */
public record Plan(String application, List<Operator> operators) {
  private static final int LANES = 1;

  /** Plans an application: an operator for every generator and every workflow. */
  public static Plan of(Graph graph) {
    var operators = new ArrayList<Operator>();
    for (var source : graph.sources()) {
      operators.add(Operator.generator(graph, source, LANES));
    }
    for (var workflow : graph.workflows()) {
      operators.add(Operator.workflow(graph, workflow, LANES));
    }
    return new Plan(graph.application(), List.copyOf(operators));
  }
}
