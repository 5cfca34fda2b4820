package dev.portals.task;

import dev.portals.PortalsException;

/**
 * What a task declared and names while it runs. The slot is its place among the task's declarations
 * of that sort.
 */
abstract sealed class Handle
    permits PerKey,
        PerTask,
        Asker,
        Continuation,
        ServedContinuation,
        AllContinuation,
        ServedAllContinuation {
  private final TaskBuilder<?, ?> owner;
  private final int slot;
  private final String name;

  Handle(TaskBuilder<?, ?> owner, int slot, String name) {
    this.owner = owner;
    this.slot = slot;
    this.name = name;
  }

  final int slot(TaskBuilder<?, ?> user) {
    if (user != owner) {
      throw new PortalsException(
          getClass().getSimpleName()
              + " \""
              + name
              + "\" belongs to another task, or to another lane of this one. "
              + "Maybe keep handles in the declaring block, not in a static field.");
    }
    return slot;
  }

  /** The declared name. */
  public final String name() {
    return name;
  }
}
