package dev.portals.task;

import dev.portals.PortalsException;

/**
 * What a task declared and names while it runs. Handles belong to one instance of the task: keep
 * them where the declaring block made them.
 */
public abstract sealed class Handle
    permits PerKeyState,
        PerTaskState,
        Asker,
        Continuation,
        ServedContinuation,
        AllContinuation,
        ServedAllContinuation {
  private final Declared owner;
  private final int slot;
  private final String name;

  /**
   * @param slot its place among the task's declarations
   */
  Handle(Declared owner, int slot, String name) {
    this.owner = owner;
    this.slot = slot;
    this.name = name;
  }

  Handle(Handle same) {
    this(same.owner, same.slot, same.name);
  }

  final int slot(Declared user) {
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
