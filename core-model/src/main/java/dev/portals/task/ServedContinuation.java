package dev.portals.task;

/** A declared continuation of {@code onAsk}, which may reply with an {@code R}. */
@SuppressWarnings("UnusedTypeParameter") // types what the handle is used with
public final class ServedContinuation<C, A, R> extends Handle {
  ServedContinuation(Declared owner, int slot, String name) {
    super(owner, slot, name);
  }
}
