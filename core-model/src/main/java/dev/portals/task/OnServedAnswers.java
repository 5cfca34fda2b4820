package dev.portals.task;

import java.util.List;

/**
 * A continuation of {@code onAsk} that awaits several asks: runs once as a step of its own, when
 * the last answer is there, and may reply.
 */
@FunctionalInterface
public interface OnServedAnswers<C, A, O, R> {
  /** Takes the answers in the order of the asks. */
  void onAnswers(C context, List<Answer<A>> answers, ReplyContext<O, R> ctx);
}
