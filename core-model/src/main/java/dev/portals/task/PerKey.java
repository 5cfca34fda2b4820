package dev.portals.task;

/** A declared value of state, one for every key (design rule S10). */
@SuppressWarnings("UnusedTypeParameter") // types what the handle is used with
public final class PerKey<T> extends Handle {
  PerKey(TaskBuilder<?, ?> owner, int slot, String name) {
    super(owner, slot, name);
  }
}
