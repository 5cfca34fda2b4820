package dev.portals.task;

/**
 * Serves one ask of a portal. It replies, or asks on and lets a continuation reply; else the ask
 * fails.
 */
@FunctionalInterface
public interface OnAsk<Q, O, R> {
  void onAsk(Q request, ReplyContext<O, R> ctx);
}
