package dev.portals.task;

/** A declared value of state, one for every lane of the task (design rule S10). */
public final class PerTask<T> extends PerTaskState<State<T>> {
  PerTask(Declared owner, int slot, String name) {
    super(owner, slot, name);
  }
}
