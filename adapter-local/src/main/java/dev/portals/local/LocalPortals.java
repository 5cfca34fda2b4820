package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.codec.Codecs;
import dev.portals.driver.LaneStatus;
import dev.portals.local.log.LogSettings;
import dev.portals.local.tracing.TraceContext;
import dev.portals.local.tracing.Tracing;
import dev.portals.plan.LaneId;
import dev.portals.plan.Operator;
import dev.portals.plan.Plan;
import dev.portals.plan.Registration;
import dev.portals.protocol.Caller;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.Outcome;
import dev.portals.task.Answer;
import dev.portals.task.AtomStream;
import dev.portals.task.Portal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/**
 * Applications in one durable process. What it shows to others is durable; started again on the
 * same directory it goes on where it stopped, however it stopped. Safe for use by several threads.
 */
public final class LocalPortals implements AutoCloseable {
  private final Activity activity = new Activity();
  private final LocalStreams streams = new LocalStreams();
  private final Journal journal;
  private final Deployment deployment;
  private final JournalRegistry registry;
  private final Topology topology;
  private boolean closed;

  LocalPortals(LogSource log, OptionalInt lanes) {
    this(log, lanes, Tracing.NONE);
  }

  private LocalPortals(LogSource log, OptionalInt lanes, Tracing tracing) {
    var recovered = new Recovered();
    journal = Journal.open(log, recovered, this::fail);
    try {
      streams.restore(recovered.streams());
      var truncation = new Truncation(journal, streams, log.settings());
      registry = new JournalRegistry(journal, streams, recovered.items());
      deployment =
          new Deployment(
              journal, recovered, registry, streams, truncation, activity, tracing, this::fail);
      topology = new Topology(journal, registry, streams, deployment, activity, lanes);
      topology.settle();
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
   * The same with traces of what comes from outside.
   *
   * @param lanes as above; empty for as many as what the log knows
   * @param tracing hears of it while this is open; nothing of it is stored
   */
  public static LocalPortals open(Path directory, OptionalInt lanes, Tracing tracing) {
    return new LocalPortals(LogSource.in(directory, LogSettings.DEFAULT), lanes, tracing);
  }

  /**
   * Launches applications together, while others run: they may refer to one another and to those.
   * Those that the log knows go on where they stopped, with this code, if it can go on there: see
   * {@link #replace}. One that was being stopped when the process ended goes on with that: stop it,
   * and then launch it anew.
   *
   * <p>What reads a stream of an application that ran before begins where its workflow says: with
   * the next atom, or with the earliest that is kept for another reader.
   *
   * @throws PortalsException with every path that is missing or of another type, and every reason
   *     why code cannot go on where other code stopped; then nothing was launched
   */
  public void launch(Application... applications) {
    running();
    topology.launch(List.of(applications));
  }

  /**
   * Replaces the code of an application that runs. Its state stays, and what is under way goes on
   * (rule L2).
   *
   * @throws PortalsException with every reason why the new code cannot go on where the old is:
   *     types of state, events and requests, operators, lanes, continuations that are awaited; then
   *     the old code goes on
   */
  public void replace(Application application) {
    running();
    topology.replace(application);
  }

  /**
   * Stops an application, and waits for that: it takes no more atoms and asks, and ends when
   * nothing of what it has taken is left to do. What it kept is gone; launched again it begins
   * anew.
   *
   * @param path its path, with or without the slash
   * @throws PortalsException if it does not run, or others that run read its streams or ask its
   *     portals; then nothing has changed
   */
  public void stop(String path) throws InterruptedException {
    while (!stop(path, false, Duration.ofHours(1)).isEmpty()) {
      requireRun(path);
    }
  }

  /**
   * Stops an application as far as it can be in some time. It goes on with that, and the same call
   * waits again.
   *
   * @param force does not wait for answers: who waits for one of it is told that it expired, what
   *     it waits for itself is dropped; and others may still read and ask it
   * @return the lanes that have something left to do; empty if it is stopped
   */
  public List<LaneId> stop(String path, boolean force, Duration atMost)
      throws InterruptedException {
    running();
    return topology.stop(name(path), force, atMost);
  }

  private void requireRun(String path) {
    if (deployment.runners().stream().noneMatch(it -> it.lane().application().equals(name(path)))) {
      throw new PortalsException(
          path
              + " was not stopped: it has something left to do, and its code is not here. Maybe launch it first");
    }
  }

  private static String name(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }

  /** Every application that was ever launched, in order of name, with where it is in its life. */
  public List<Registration> applications() {
    running();
    return registry.registrations();
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
    return ask(portal, request, idempotencyKey, TraceContext.HERE);
  }

  /**
   * The same on behalf of somebody else.
   *
   * @param from what the trace of it goes on with, if there is one
   */
  public <Q, R> CompletableFuture<Answer<R>> ask(
      Portal<Q, R> portal, Q request, String idempotencyKey, TraceContext from) {
    ExternalKeys.require("the idempotency key", idempotencyKey);
    var operator = running().replier(portal.path());
    requireOpen(operator.application(), portal.path());
    var codecs = operator.codecs();
    var payload = codecs.encode(portal.request(), request);
    var key = ExternalKeys.of(portal, request);
    var external = new Caller.External(portal.path(), key, idempotencyKey);
    var lane = running().routes().portal(portal.path()).lane(key);
    var traced = deployment.traces().begin("ask", portal.path(), from);
    return deployment
        .ask(external, lane, payload, traced)
        .thenApplyAsync(outcome -> answer(portal, codecs, outcome, idempotencyKey))
        .whenComplete((answer, failed) -> Traces.end(traced, answer, failed));
  }

  /** Others go on asking what is being stopped, those outside do not begin to. */
  private void requireOpen(String application, String portal) {
    var is = registry.registration(application);
    if (is != null && !is.isRunning()) {
      throw new AskRefusedException(
          AskRefusedException.Reason.BUSY,
          portal
              + " is asked no more, as its application is being stopped; nothing was asked. Maybe ask when it is launched again");
    }
  }

  private static <R> Answer<R> answer(
      Portal<?, R> portal, Codecs codecs, Outcome outcome, String idempotencyKey) {
    if (outcome instanceof Outcome.Replied replied) {
      return new Answer.Replied<>(codecs.decode(portal.reply(), replied.value()));
    }
    if (outcome instanceof Outcome.Failed failed) {
      return new Answer.Failed<>(failed.error());
    }
    if (outcome instanceof Outcome.Ended || outcome instanceof Outcome.Expired) {
      return new Answer.Expired<>();
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
   * Publishes an atom to a stream that its application declares with {@code app.external}. The same
   * stream and idempotency key enter once, also across restarts, for a day.
   *
   * @param idempotencyKey 1 to 2,048 bytes of UTF-8
   * @return completes when the atom is durable; with {@link AskRefusedException} if it did not
   *     enter now; with another {@link PortalsException} if it never will, as it is too large, or
   *     the process can go on no more
   * @throws PortalsException if no launched application has the stream, or as another class
   */
  public <T> CompletableFuture<Void> publish(
      AtomStream<T> stream, List<T> events, String idempotencyKey) {
    return publish(stream, events, idempotencyKey, TraceContext.HERE);
  }

  /**
   * The same on behalf of somebody else.
   *
   * @param from what the trace of it goes on with, if there is one
   */
  public <T> CompletableFuture<Void> publish(
      AtomStream<T> stream, List<T> events, String idempotencyKey, TraceContext from) {
    return new Publishing(running()).publish(stream, events, idempotencyKey, from);
  }

  /**
   * The external stream at a path, as its application declares it.
   *
   * @throws PortalsException if no launched application has it
   */
  public AtomStream<?> external(String path) {
    return new Publishing(running()).stream(path);
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

  /**
   * Reads a stream from outside: what is durable of it, from a position on. What is not kept any
   * more (a stream keeps at least what its readers are to read, and its newest 256 KiB) is refused
   * with the earliest position there is.
   *
   * @param path the stream's path
   * @param from a position, {@link Tail#NOW} or {@link Tail#EARLIEST}
   * @param ready told when there may be more, on any thread; must not block
   * @throws TruncatedException if what follows the position is not kept
   * @throws PortalsException if there is no such stream or position
   */
  public Tail tail(String path, String from, Runnable ready) {
    var written = running().writer(path);
    var route = running().routes().stream(path);
    return new Tail(written, route, streams, journal, from, ready);
  }

  /** True if an application that runs here writes a stream. */
  public boolean hasStream(String path) {
    return running().runners().stream()
        .anyMatch(it -> it.operator().writes().stream().anyMatch(w -> w.path().equals(path)));
  }

  /** Every lane, as of its last step. */
  public List<LaneStatus> lanes() {
    return running().runners().stream().map(LaneRunner::status).toList();
  }

  /**
   * Looks at every lane of an operator between two of its steps, on the lane's thread.
   *
   * @param path {@code /application/operator}
   * @param look must neither keep nor change the memory, and be quick
   * @return what the lanes show, in order of number, once all have; with a {@link PortalsException}
   *     if the process can go on no more
   * @throws PortalsException if no such operator runs here
   */
  public <T> CompletableFuture<List<T>> look(String path, BiFunction<Operator, LaneState, T> look) {
    var runners =
        running().runners().stream()
            .filter(it -> path.equals("/" + it.lane().application() + "/" + it.lane().operator()))
            .toList();
    if (runners.isEmpty()) {
      throw new PortalsException(
          "no operator %s runs here. Maybe one of %s".formatted(path, operators()));
    }
    var shown = runners.stream().map(runner -> runner.look(look)).toList();
    return CompletableFuture.allOf(shown.toArray(CompletableFuture[]::new))
        .thenApply(all -> shown.stream().map(CompletableFuture::join).toList());
  }

  private Set<String> operators() {
    var operators = new TreeSet<String>();
    for (var runner : running().runners()) {
      operators.add("/" + runner.lane().application() + "/" + runner.lane().operator());
    }
    return operators;
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
