package dev.portals.task;

import java.time.Duration;

/** An ask made while serving one, whose continuation may reply. */
public interface ServedAsked<A, R> {
  /**
   * Gives up waiting after a time from the step's recorded time on: the answer is then {@link
   * Answer.Expired}, and whether the replier ran is not known.
   */
  ServedAsked<A, R> within(Duration time);

  /**
   * Runs the continuation with this context when the answer is there; at most one continuation an
   * ask.
   */
  <C> void then(ServedContinuation<C, A, R> continuation, C context);
}
