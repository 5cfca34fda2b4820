package dev.portals.task;

/** What is wrapped around a task's {@code onNext}. */
@FunctionalInterface
public interface AroundNext<I, O> {
  /** Handles an event; {@code inner} is the wrapped task's, to be called or not. */
  void onNext(I event, TaskContext<O> ctx, OnNext<I, O> inner);
}
