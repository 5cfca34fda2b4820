package dev.portals.task;

/** An ask made while serving one, whose continuation may reply. */
public interface ServedAsked<A, R> {
  /**
   * Runs the continuation with this context when the answer is there; at most one continuation an
   * ask.
   */
  <C> void then(ServedContinuation<C, A, R> continuation, C context);
}
