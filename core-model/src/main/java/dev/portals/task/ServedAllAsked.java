package dev.portals.task;

/** Several asks made while serving one and awaited together; the continuation may reply. */
public interface ServedAllAsked<A, R> {
  /** Runs the continuation with this context when the last answer is there. */
  <C> void then(ServedAllContinuation<C, A, R> continuation, C context);
}
