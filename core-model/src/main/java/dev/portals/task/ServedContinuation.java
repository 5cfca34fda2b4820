package dev.portals.task;

/** A declared continuation of {@code onAsk}, which may reply with an {@code R}. */
public final class ServedContinuation<C, A, R> extends Handle {
  ServedContinuation(TaskBuilder<?, ?> owner, int slot, String name) {
    super(owner, slot, name);
  }
}
