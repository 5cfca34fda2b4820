package dev.portals.task;

/** A continuation of {@code onNext}: runs as a step of its own when the answer is there. */
@FunctionalInterface
public interface OnAnswer<C, A, O> {
  void onAnswer(C context, Answer<A> answer, TaskContext<O> ctx);
}
