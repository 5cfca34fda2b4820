package dev.portals.task;

/** A declared continuation of {@code onNext} that awaits several asks of one portal. */
@SuppressWarnings("UnusedTypeParameter") // types what the handle is used with
public final class AllContinuation<C, A> extends Handle {
  AllContinuation(Declared owner, int slot, String name) {
    super(owner, slot, name);
  }
}
