package dev.portals.driver;

import dev.portals.engine.StepFailedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Steps that failed and wait to be run again (S9). Only what user code throws counts as an attempt;
 * a kill or a conflict forgets the count, never the step.
 */
final class Retries {
  private static final long LONGEST = 60_000;

  record Attempt(int count, long notBefore) {}

  private final LaneSettings settings;
  private final Map<Object, Attempt> attempts = new HashMap<>();

  Retries(LaneSettings settings) {
    this.settings = settings;
  }

  boolean mayRun(Object subject, long now) {
    var attempt = attempts.get(subject);
    return attempt == null || attempt.notBefore() <= now;
  }

  /** Counts a failed attempt; empty if it was the last. */
  Optional<Attempt> failed(Object subject, StepFailedException failure, long now) {
    var before = attempts.get(subject);
    var count = before == null ? 1 : before.count() + 1;
    if (failure.isFinal() || count >= settings.attempts()) {
      attempts.remove(subject);
      return Optional.empty();
    }
    var wait = Math.min(LONGEST, settings.backoffMillis() << Math.min(count - 1, 20));
    var attempt = new Attempt(count, now + wait);
    attempts.put(subject, attempt);
    return Optional.of(attempt);
  }

  void done(Object subject) {
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
