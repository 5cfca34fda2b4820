package dev.portals.task;

import java.util.List;

/**
 * A continuation of {@code onNext} that awaits several asks: runs once as a step of its own, when
 * the last answer is there.
 */
@FunctionalInterface
public interface OnAnswers<C, A, O> {
  /** Takes the answers in the order of the asks. */
  void onAnswers(C context, List<Answer<A>> answers, TaskContext<O> ctx);
}
