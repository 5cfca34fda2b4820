package dev.portals.task;

/**
 * A continuation of {@code onAsk}: runs as a step of its own when the answer is there, and may
 * reply.
 */
@FunctionalInterface
public interface OnServedAnswer<C, A, O, R> {
  void onAnswer(C context, Answer<A> answer, ReplyContext<O, R> ctx);
}
