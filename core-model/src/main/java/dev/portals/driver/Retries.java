package dev.portals.driver;

import dev.portals.engine.StepFailedException;
import dev.portals.plan.LaneId;
import dev.portals.spi.LaneListener;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Steps that failed and wait to be run again (S9). Only what user code throws counts as an attempt;
 * a kill or a conflict forgets the count, never the step.
 */
final class Retries {
  private static final long LONGEST = 60_000;

  private record Attempt(int count, long notBefore) {}

  private final LaneId lane;
  private final LaneListener listener;
  private final LaneSettings settings;
  private final Map<Object, Attempt> attempts = new HashMap<>();

  Retries(LaneId lane, LaneListener listener, LaneSettings settings) {
    this.lane = lane;
    this.listener = listener;
    this.settings = settings;
  }

  boolean mayRun(Object subject, long now) {
    var attempt = attempts.get(subject);
    return attempt == null || attempt.notBefore() <= now;
  }

  /** Runs a step; one that fails is given up (S9), or, then false, to be run again later. */
  boolean attempt(Object subject, long now, Runnable step, Consumer<StepFailedException> giveUp) {
    try {
      step.run();
      done(subject);
      return true;
    } catch (StepFailedException failed) {
      if (another(subject, failed, now)) {
        return false;
      }
      giveUp.accept(failed);
      return true;
    }
  }

  /** Counts a failed attempt; false if it was the last. */
  private boolean another(Object subject, StepFailedException failure, long now) {
    var before = attempts.get(subject);
    var count = before == null ? 1 : before.count() + 1;
    if (failure.isFinal() || count >= settings.attempts()) {
      attempts.remove(subject);
      return false;
    }
    var wait = Math.min(LONGEST, settings.backoffMillis() << Math.min(count - 1, 20));
    attempts.put(subject, new Attempt(count, now + wait));
    listener.retrying(lane, String.valueOf(failure.getMessage()), count, wait);
    return true;
  }

  private void done(Object subject) {
    attempts.remove(subject);
  }

  void clear() {
    attempts.clear();
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
