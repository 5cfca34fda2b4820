package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.codec.Codecs;
import dev.portals.driver.LaneStatus;
import dev.portals.local.log.LogSettings;
import dev.portals.plan.Plan;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Outcome;
import dev.portals.task.Answer;
import dev.portals.task.Portal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * Applications in one durable process. What it shows to others is durable; started again on the
 * same directory it goes on where it stopped, however it stopped. Safe for use by several threads.
 */
public final class LocalPortals implements AutoCloseable {
  private final Activity activity = new Activity();
  private final LocalStreams streams = new LocalStreams();
  private final Journal journal;
  private final Deployment deployment;
  private boolean closed;

  LocalPortals(LogSource log, OptionalInt lanes) {
    var recovered = new Recovered();
    journal = Journal.open(log, recovered, this::fail);
    try {
      streams.restore(recovered.streams());
      var truncation = new Truncation(journal, streams, log.settings());
      deployment =
          new Deployment(journal, recovered, streams, truncation, activity, lanes, this::fail);
    } catch (RuntimeException damaged) {
      journal.close();
      throw damaged;
    }
  }

  /**
   * Opens a directory, creating it if there is none, and reads its log. What is launched has one
   * lane an operator, or as many as what the log knows.
   *
   * @throws PortalsException if another process holds it, or the log is damaged or cannot be read;
   *     nothing was changed
   */
  public static LocalPortals open(Path directory) {
    return new LocalPortals(LogSource.in(directory, LogSettings.DEFAULT), OptionalInt.empty());
  }

  /**
   * The same with several lanes: the operators of workflows are cut where the key changes, and run
   * in parallel. Order and atomicity are then those of a lane (design rule S3).
   *
   * @param lanes how many an operator has, from 1 to {@value Plan#MOST_LANES}; what the log knows
   *     must have been launched with as many
   */
  public static LocalPortals open(Path directory, int lanes) {
    return new LocalPortals(LogSource.in(directory, LogSettings.DEFAULT), OptionalInt.of(lanes));
  }

  /**
   * Launches applications together: they may refer to one another and to those that run. Those that
   * the log knows go on where they stopped.
   *
   * @throws PortalsException if something they name is missing or of another type; then nothing was
   *     launched
   */
  public synchronized void launch(Application... applications) {
    running().launch(List.of(applications));
  }

  private void fail(Throwable why) {
    var failure =
        why instanceof PortalsException known
            ? known
            : new PortalsException("the process cannot go on: " + why, why);
    activity.fail(failure);
    deployment.asks().fail(failure);
  }

  private Deployment running() {
    activity.requireSound();
    return deployment;
  }

  /**
   * Asks a portal. The same portal, key and idempotency key run once, also across restarts, for a
   * day.
   *
   * @param idempotencyKey 1 to 2,048 bytes of UTF-8, as is the key that the portal finds in the
   *     request
   * @return completes when the answer is durable; with {@link AskRefusedException} if the ask was
   *     not run; with another {@link PortalsException} if the process can answer no more
   * @throws AskRefusedException if one of both keys is null, empty, too long or no valid text; then
   *     nothing has happened
   */
  public <Q, R> CompletableFuture<Answer<R>> ask(
      Portal<Q, R> portal, Q request, String idempotencyKey) {
    ExternalKeys.require("the idempotency key", idempotencyKey);
    var operator = running().replier(portal.path());
    var codecs = operator.codecs();
    var payload = codecs.encode(portal.request(), request);
    var key = ExternalKeys.of(portal, request);
    var external = new Caller.External(portal.path(), key, idempotencyKey);
    return running()
        .asks()
        .ask(external, running().routes().portal(portal.path()).lane(key), payload)
        .thenApplyAsync(outcome -> answer(portal, codecs, outcome, idempotencyKey));
  }

  private static <R> Answer<R> answer(
      Portal<?, R> portal, Codecs codecs, Outcome outcome, String idempotencyKey) {
    if (outcome instanceof Outcome.Replied replied) {
      return new Answer.Replied<>(codecs.decode(portal.reply(), replied.value()));
    }
    if (outcome instanceof Outcome.Failed failed) {
      return new Answer.Failed<>(failed.error());
    }
    if (outcome instanceof Outcome.Busy) {
      throw new AskRefusedException(
          AskRefusedException.Reason.BUSY,
          portal.path() + " keeps as many answers as it may. Maybe ask later");
    }
    throw new AskRefusedException(
        AskRefusedException.Reason.KEY_REUSED,
        "idempotency key \""
            + idempotencyKey
            + "\" was used before with another request to "
            + portal.path()
            + ". Maybe a new key for a new request");
  }

  /**
   * The portal at a path, as its application declares it.
   *
   * @throws PortalsException if no launched application has it
   */
  public Portal<?, ?> portal(String path) {
    return running().replier(path).served().stream()
        .filter(portal -> portal.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  /** Every lane, as of its last step. */
  public List<LaneStatus> lanes() {
    return running().runners().stream().map(LaneRunner::status).toList();
  }

  /**
   * Waits until nothing is left to do, durably: generators have ended, atoms are consumed, asks are
   * answered. A broken lane does nothing more and does not count, nor do those that wait for it:
   * see {@link #lanes}. Atoms for a reader that is still to be launched count once its producer
   * waits for room.
   *
   * @return false if that took longer
   * @throws PortalsException if the process can no longer go on: the disk fails, or this is closed
   */
  public boolean awaitQuiet(Duration atMost) throws InterruptedException {
    var quiet = activity.await(running()::isQuiet, atMost);
    if (quiet) {
      journal.awaitDurable();
    }
    return quiet;
  }

  /**
   * Ends the lanes after their current step; all they did is durable. User code that does not
   * return within 10 seconds is not waited for: what it does later is not kept. Whoever waits for
   * an answer or for quiet is told that this is closed.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    var why = new PortalsException("closed. Maybe open the directory again");
    activity.fail(why);
    try {
      deployment.stop();
    } finally {
      try {
        journal.close();
      } finally {
        deployment.asks().fail(why);
      }
    }
  }
}
