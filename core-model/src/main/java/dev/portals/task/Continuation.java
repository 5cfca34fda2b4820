package dev.portals.task;

/**
 * A declared continuation of {@code onNext}: {@code C} is its durable context, {@code A} what the
 * portal replies.
 */
public final class Continuation<C, A> extends Handle {
  Continuation(TaskBuilder<?, ?> owner, int slot, String name) {
    super(owner, slot, name);
  }
}
