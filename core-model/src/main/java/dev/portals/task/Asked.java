package dev.portals.task;

import java.time.Duration;

/** An ask that an event's step has made. */
public interface Asked<A> {
  /**
   * Gives up waiting after a time from the step's recorded time on: the answer is then {@link
   * Answer.Expired}, and whether the replier ran is not known.
   */
  Asked<A> within(Duration time);

  /**
   * Runs the continuation with this context when the answer is there; at most one continuation an
   * ask.
   */
  <C> void then(Continuation<C, A> continuation, C context);
}
