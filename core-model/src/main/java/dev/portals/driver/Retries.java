package dev.portals.driver;

import dev.portals.engine.StepFailedException;
import dev.portals.plan.LaneId;
import dev.portals.spi.LaneListener;
import dev.portals.task.FailurePolicy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Steps that failed and wait to be run again (S9). Only what user code throws counts as an attempt;
 * a kill or a conflict forgets the count, never the step.
 */
final class Retries {
  private static final long LONGEST = 60_000;

  private record Attempt(int count, long notBefore) {}

  private final LaneId lane;
  private final LaneListener listener;
  private final FailurePolicy policy;
  private final Map<Object, Attempt> attempts = new HashMap<>();
  private @Nullable String stopped;

  Retries(LaneId lane, LaneListener listener, FailurePolicy policy) {
    this.lane = lane;
    this.listener = listener;
    this.policy = policy;
  }

  boolean mayRun(Object subject, long now) {
    var attempt = attempts.get(subject);
    return attempt == null || attempt.notBefore() <= now;
  }

  /**
   * Runs a step; after its last attempt does what the policy says (S9).
   *
   * @param what the step is about, for people
   * @return false if it is to be run again, be it after the lane was started again
   */
  boolean attempt(
      Object subject,
      long now,
      Supplier<String> what,
      Runnable step,
      Consumer<StepFailedException> putAside,
      Consumer<StepFailedException> skip) {
    try {
      step.run();
      attempts.remove(subject);
      return true;
    } catch (StepFailedException failed) {
      return failed(subject, failed, now, what, putAside, skip);
    }
  }

  private boolean failed(
      Object subject,
      StepFailedException failure,
      long now,
      Supplier<String> what,
      Consumer<StepFailedException> putAside,
      Consumer<StepFailedException> skip) {
    var error = String.valueOf(failure.getMessage());
    var before = attempts.get(subject);
    var count = before == null ? 1 : before.count() + 1;
    if (!failure.isFinal() && count < policy.attempts()) {
      var wait = Math.min(LONGEST, policy.backoff().toMillis() << Math.min(count - 1, 20));
      attempts.put(subject, new Attempt(count, now + wait));
      listener.retrying(lane, what.get() + ": " + error, count, wait);
      return false;
    }
    attempts.remove(subject);
    switch (policy.then()) {
      case DEAD_LETTER -> putAside.accept(failure);
      case SKIP -> skip.accept(failure);
      case STOP -> {
        stopped = error;
        listener.gaveUp(lane, LaneListener.GaveUp.STOPPED, what.get() + ": " + error);
        return false;
      }
    }
    return true;
  }

  /** Why no atom is taken any more, if so. */
  Optional<String> stopped() {
    return Optional.ofNullable(stopped);
  }

  void clear() {
    attempts.clear();
    stopped = null;
  }

  /** When the next attempt after {@code now} is due, {@link Long#MAX_VALUE} if none is. */
  long next(long now) {
    var next = Long.MAX_VALUE;
    for (var attempt : attempts.values()) {
      if (attempt.notBefore() > now) {
        next = Math.min(next, attempt.notBefore());
      }
    }
    return next;
  }
}
