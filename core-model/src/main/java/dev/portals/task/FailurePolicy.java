package dev.portals.task;

import dev.portals.PortalsException;
import java.time.Duration;

/**
 * What becomes of an atom of a workflow, and of a continuation of an atom, whose code throws
 * (design rule S9). Only what user code throws counts as an attempt: a crash or a lost write does
 * not. An ask handler is never run again: its asker is answered {@link Answer.Failed}. A failure
 * that would be the same again, as of {@link Answer#orThrow}, is not tried again.
 *
 * @param attempts how often it is run, from 1; counted anew after a restart
 * @param backoff the wait before the second attempt; doubles, up to a minute
 * @param then what is done after the last attempt
 */
public record FailurePolicy(int attempts, Duration backoff, Then then) {
  /** What is done with what failed for the last time. */
  public enum Then {
    /** It is kept whole, with its error, and the lane goes on. */
    DEAD_LETTER,
    /** It is dropped and counted, and the lane goes on. */
    SKIP,
    /**
     * The lane takes no more atoms until it is started again, and then tries this one anew. It
     * still serves asks.
     */
    STOP
  }

  public FailurePolicy {
    if (attempts < 1) {
      throw new PortalsException(attempts + " attempts. Maybe 1 or more.");
    }
    if (attempts > 1 && (backoff.isNegative() || backoff.toMillis() < 1)) {
      throw new PortalsException(
          "a wait of " + backoff + " before it is tried again. Maybe 100 ms.");
    }
  }

  /** Attempts that are not followed by anything so far. */
  public record Retry(int attempts, Duration backoff) {
    /** Then kept whole with its error; the lane goes on. */
    public FailurePolicy thenDeadLetter() {
      return new FailurePolicy(attempts, backoff, Then.DEAD_LETTER);
    }

    /** Then dropped and counted; the lane goes on. */
    public FailurePolicy thenSkip() {
      return new FailurePolicy(attempts, backoff, Then.SKIP);
    }

    /** Then the lane takes no more atoms. */
    public FailurePolicy thenStop() {
      return new FailurePolicy(attempts, backoff, Then.STOP);
    }
  }

  /**
   * Runs it several times.
   *
   * @param attempts how often in all, from 1
   * @param backoff the wait before the second attempt, from a millisecond; doubles, up to a minute
   */
  public static Retry retry(int attempts, Duration backoff) {
    return new Retry(attempts, backoff);
  }

  /** Kept whole with its error at the first failure. */
  public static FailurePolicy deadLetter() {
    return once(Then.DEAD_LETTER);
  }

  /** Dropped and counted at the first failure. */
  public static FailurePolicy skip() {
    return once(Then.SKIP);
  }

  /** No more atoms from the first failure on. */
  public static FailurePolicy stop() {
    return once(Then.STOP);
  }

  private static FailurePolicy once(Then then) {
    return new FailurePolicy(1, Duration.ZERO, then);
  }
}
