package dev.portals.testkit.reference;

import dev.portals.model.Node;
import dev.portals.task.TaskInstance;

/**
 * A task of a running workflow.
 *
 * @param workflow the workflow's path
 * @param node its place among the workflow's nodes
 */
record TaskRun(String workflow, int node, String name, TaskInstance<?, ?> instance, Values values) {
  static TaskRun of(String workflow, int node, Node.Run run, Values values) {
    return new TaskRun(workflow, node, run.name(), run.task().instantiate(), values);
  }

  StateId state(String declared, String key) {
    return new StateId(workflow, name, declared, key);
  }
}
