package dev.portals.driver;

import dev.portals.task.FailurePolicy;
import java.time.Duration;

/**
 * Limits of a lane, alike on every backend so that what runs on one runs on all.
 *
 * @param planEpoch the deployment of the running code, growing (C9)
 * @param attempts how often a failing step is run before it becomes a dead letter, from 1, unless
 *     its workflow says otherwise (S9)
 * @param backoffMillis the wait before the second attempt; doubles, up to a minute
 * @param stepBytes the most that one step may store: a table's item is 400 KB at most (C2)
 * @param retentionMillis how long the answer to an outside caller is kept under its idempotency key
 *     (S14)
 * @param externalBytes how much is kept of answers to outside callers, roughly, each with 64 bytes
 *     and its keys; beyond it new ones are refused as busy, as none is forgotten before its time
 */
public record LaneSettings(
    long planEpoch,
    int attempts,
    long backoffMillis,
    int stepBytes,
    long retentionMillis,
    long externalBytes) {
  /**
   * 5 attempts from 100 ms, 300,000 bytes a step, answers kept for a day and 64 MiB of them at
   * most.
   */
  public static final LaneSettings DEFAULT =
      new LaneSettings(1, 5, 100, 300_000, 24L * 60 * 60 * 1000, 64 << 20);

  FailurePolicy onFailure() {
    return FailurePolicy.retry(attempts, Duration.ofMillis(backoffMillis)).thenDeadLetter();
  }

  /** The same limits for the code of another deployment. */
  public LaneSettings withPlanEpoch(long epoch) {
    return new LaneSettings(
        epoch, attempts, backoffMillis, stepBytes, retentionMillis, externalBytes);
  }
}
