package dev.portals.task;

/** An ask that an event's step has made. */
public interface Asked<A> {
  /**
   * Runs the continuation with this context when the answer is there; at most one continuation an
   * ask.
   */
  <C> void then(Continuation<C, A> continuation, C context);
}
