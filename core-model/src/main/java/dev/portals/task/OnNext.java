package dev.portals.task;

/** Handles the events of an atom, one call an event, in order. */
@FunctionalInterface
public interface OnNext<I, O> {
  void onNext(I event, TaskContext<O> ctx);
}
