package dev.portals.task;

/** A declared value of state, one for every lane of the task (design rule S10). */
@SuppressWarnings("UnusedTypeParameter") // types what the handle is used with
public final class PerTask<T> extends Handle {
  PerTask(TaskBuilder<?, ?> owner, int slot, String name) {
    super(owner, slot, name);
  }
}
