package dev.portals.task;

/**
 * A declared continuation of {@code onNext}: {@code C} is its durable context, {@code A} what the
 * portal replies.
 */
@SuppressWarnings("UnusedTypeParameter") // types what the handle is used with
public final class Continuation<C, A> extends Handle {
  Continuation(Declared owner, int slot, String name) {
    super(owner, slot, name);
  }
}
