package dev.portals.task;

/**
 * A declared continuation of {@code onAsk} that awaits several asks of one portal and may reply.
 */
@SuppressWarnings("UnusedTypeParameter") // types what the handle is used with
public final class ServedAllContinuation<C, A, R> extends Handle {
  ServedAllContinuation(Declared owner, int slot, String name) {
    super(owner, slot, name);
  }
}
