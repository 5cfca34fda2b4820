package dev.portals.task;

/** Several asks that an event's step has made and awaits together. */
public interface AllAsked<A> {
  /** Runs the continuation with this context when the last answer is there. */
  <C> void then(AllContinuation<C, A> continuation, C context);
}
