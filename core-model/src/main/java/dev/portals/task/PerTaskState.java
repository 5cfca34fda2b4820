package dev.portals.task;

/**
 * Declared state of every lane of the task, whatever the key (design rule S10).
 *
 * @param <S> what a context gives for it
 */
@SuppressWarnings("UnusedTypeParameter") // types what the handle is used with
public abstract sealed class PerTaskState<S> extends Handle permits PerTask, PerTaskMap {
  PerTaskState(Declared owner, int slot, String name) {
    super(owner, slot, name);
  }
}
