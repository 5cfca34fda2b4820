package dev.portals.driver;

import dev.portals.PortalsException;
import dev.portals.engine.Engine;
import dev.portals.plan.LaneId;
import dev.portals.plan.Operator;
import dev.portals.plan.Routes;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.CommitFormat;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.Entry;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.Outcome;
import dev.portals.spi.Delivery;
import dev.portals.spi.LaneListener.GaveUp;
import dev.portals.spi.LaneStore;
import dev.portals.spi.StoreUnavailableException;
import dev.portals.spi.WakeRows;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Drives one lane: load, then offer, run, commit, discharge, release, again and again. Whoever owns
 * the thread calls {@link #poll} until it answers false, and again after an offer or at {@link
 * #wakeAt}. One thread at a time; the lane's memory is dropped whenever a commit is not known to be
 * stored (rule C6), so any number of drivers of one lane in any number of processes are safe.
 */
public final class LaneDriver {
  private static final long RETRY_MILLIS = 200;

  /** How many outside callers one commit forgets at most. */
  private static final int FORGOTTEN = 64;

  private final LaneId lane;
  private final Operator operator;
  private final Ports ports;
  private final LaneSettings settings;
  private final Inbox inbox = new Inbox();
  private final Ending ending;
  private final Cover cover;
  private final Discharge discharge;
  private final Retries retries;
  private final Progress progress;
  private final Arrivals arrivals;
  private final Inputs inputs = new Inputs();
  private final Completion completion;
  private Routes routes;
  private Engine engine;
  private @Nullable LaneState state;
  private @Nullable Draft draft;
  private long polled;
  private long notBefore;
  private LaneStatus shown;
  private @Nullable Halt halt;

  public LaneDriver(
      LaneId lane, Operator operator, Routes routes, Ports ports, LaneSettings settings) {
    this.lane = lane;
    this.operator = operator;
    this.routes = routes;
    this.ports = ports;
    this.settings = settings;
    this.ending = new Ending(lane);
    this.completion = new Completion(operator, inputs);
    this.cover = new Cover(lane, completion, ports);
    this.discharge = new Discharge(lane, ports, inbox, cover);
    this.retries =
        new Retries(lane, ports.listener(), operator.onFailure().orElseGet(settings::onFailure));
    this.progress = new Progress(operator, retries, new Room(lane, ports.streams()));
    this.arrivals = new Arrivals(retries);
    this.engine = new Engine(operator);
    this.shown = LaneStatus.before(lane);
  }

  /** Atoms from a transport. {@link dev.portals.spi.StreamTransport} hears what becomes of them. */
  public void offer(Delivery delivery) {
    inbox.offer(delivery);
  }

  /** Asks of one caller; {@link dev.portals.spi.AskTransport#answer} carries the outcomes. */
  public void offer(AskMessage message) {
    inbox.offer(message);
  }

  /** Outcomes of asks that this lane has sent. */
  public void offer(AnswerMessage message) {
    inbox.offer(message);
  }

  /** What is launched by now. A lane that is not known here is not served. */
  public void offer(Routes newer) {
    routes = newer;
  }

  /** A wake row that is due: what the lane owes is driven on, then the row goes (rule W3). */
  public void offer(WakeRows.Wake wake) {
    cover.found(wake);
  }

  /**
   * From its next commit on the lane takes no new atoms and no new asks from outside; what is under
   * way goes on (rule L1).
   */
  public void close() {
    ending.close();
  }

  /** The next commit is the lane's last: what is under way then is dropped (rule L3). */
  public void end() {
    ending.end();
  }

  /** Others may have committed: the lane is loaded again before it does anything else. */
  public void refresh() {
    if (halt == null && state != null && draft == null) {
      reload();
    }
  }

  /**
   * Does one thing, with at most one effect on the world: a write, a message, a release.
   *
   * @return false if there is nothing to do before an offer or {@link #wakeAt}
   */
  public boolean poll() {
    polled = ports.time().millis();
    if (halt instanceof Halt.Ended && state != null) {
      return answerAtEnd(state);
    }
    if (halt != null || polled < Math.max(notBefore, discharge.notBefore())) {
      return false;
    }
    try {
      if (state == null) {
        return load();
      }
      if (draft != null) {
        return cover.precedes(state, draft) || commit(state, draft);
      }
      return discharge.next(state) || run(state) || rest(state);
    } catch (StoreUnavailableException unavailable) {
      notBefore = ports.time().millis() + RETRY_MILLIS;
      return true;
    } catch (PortalsException why) {
      brake(new Halt.Broken(String.valueOf(why.getMessage())));
      return true;
    }
  }

  /**
   * For a process that is about to stop driving the lane, as a function before it returns: like
   * {@link #poll}, but begins nothing and waits for nothing. What is owed is covered by a wake row,
   * then released (rule W2). To be called until it answers false; after an offer the lane may be
   * polled again.
   *
   * @return false if the lane is left: what was offered and not released or answered by now must be
   *     offered again
   */
  public boolean leave() {
    polled = ports.time().millis();
    try {
      if (halt == null && state != null && polled >= notBefore && leave(state)) {
        return true;
      }
    } catch (StoreUnavailableException unavailable) {
      notBefore = polled + RETRY_MILLIS;
    } catch (PortalsException why) {
      brake(new Halt.Broken(String.valueOf(why.getMessage())));
    }
    if (draft != null) {
      draft = null;
      forget();
    }
    inbox.clear();
    discharge.left();
    cover.left();
    return false;
  }

  private boolean leave(LaneState memory) {
    if (draft != null) {
      return cover.precedes(memory, draft) || commit(memory, draft);
    }
    return cover.leave(memory) || discharge.free(memory) || tidy(memory);
  }

  /** There is nothing to do but to wait, and some need not. */
  private boolean rest(LaneState memory) {
    return (discharge.isPressed(memory) && cover.put(memory)) || tidy(memory);
  }

  /** Rule W1: a row that nothing needs goes, behind an empty commit if others may rely on it. */
  private boolean tidy(LaneState memory) {
    var spare = cover.spare(memory);
    if (spare == null) {
      return false;
    }
    if (cover.isFenced(memory, spare)) {
      cover.delete(spare);
      return true;
    }
    return ports.store().flush(lane, memory) || finish(memory, new Draft(memory, polled));
  }

  /**
   * When to poll again though nothing was offered: milliseconds since 1970, {@link Long#MAX_VALUE}
   * for never.
   */
  public long wakeAt() {
    if (halt != null) {
      return Long.MAX_VALUE;
    }
    var earliest = Math.max(notBefore, discharge.notBefore());
    if (earliest > polled) {
      return earliest;
    }
    var deadline = state == null ? Long.MAX_VALUE : state.deadlines().next(polled);
    return Math.min(
        Math.min(retries.next(polled), progress.wakeAt(polled)),
        Math.min(discharge.wakeAt(), deadline));
  }

  /**
   * True if the lane will do something of its own account later: run failed code again, or a
   * generator that has nothing now. Anything else that it waits for is another lane's.
   */
  public boolean goesOnByItself() {
    return halt == null
        && Math.min(retries.next(polled), progress.generatesAt(polled)) < Long.MAX_VALUE;
  }

  /** What a person sees; only what is committed, perhaps by an earlier poll. */
  public LaneStatus status() {
    if (state != null && draft == null) {
      shown = LaneStatus.of(lane, state, retries.stopped());
    }
    return halt instanceof Halt.Broken broken ? shown.brokenBy(broken.why()) : shown;
  }

  /** Why this driver does nothing more, if so. */
  public Optional<Halt> halted() {
    return Optional.ofNullable(halt);
  }

  /** The lane's memory, for reading between polls; null before it is loaded. */
  public @Nullable LaneState state() {
    return draft == null ? state : null;
  }

  private boolean load() {
    notBefore = 0;
    var loaded = ports.store().load(lane);
    if (loaded.planEpoch() > settings.planEpoch()) {
      brake(
          new Halt.Outdated(
              "deployment "
                  + loaded.planEpoch()
                  + " has written this lane, this code is of deployment "
                  + settings.planEpoch()
                  + " (rule C9). Maybe stop the older process"));
      return true;
    }
    if (loaded.stage().isEnded()) {
      return ended(loaded);
    }
    inputs.load(routes, lane, loaded);
    operator.outputs().forEach(loaded::producer);
    state = loaded;
    shown = LaneStatus.of(lane, loaded, retries.stopped());
    return true;
  }

  private boolean ended(LaneState memory) {
    state = memory;
    shown = LaneStatus.of(lane, memory, retries.stopped());
    brake(new Halt.Ended("its application was stopped. Maybe launch it again"));
    return true;
  }

  private boolean answerAtEnd(LaneState memory) {
    var message = inbox.ask();
    if (message != null) {
      ports.asks().answer(ending.answer(message, memory));
    }
    return message != null;
  }

  /** Rule C6: any outcome but success drops the memory and offers the input again. */
  private boolean commit(LaneState memory, Draft made) {
    var commit = made.commit(ports.random().nextLong(), settings.planEpoch());
    var appended = ports.store().append(lane, commit.number(), CommitFormat.encode(commit));
    draft = null;
    if (appended != LaneStore.Appended.COMMITTED) {
      inbox.offerAgain(made);
      forget();
      return true;
    }
    memory.advance(commit.number(), commit.planEpoch());
    for (var entry : commit.entries()) {
      if (entry instanceof Entry.DeadLettered dead) {
        ports.listener().gaveUp(lane, GaveUp.DEAD_LETTERED, text(dead.letter()));
      }
    }
    made.skipped().forEach(error -> ports.listener().gaveUp(lane, GaveUp.SKIPPED, error));
    discharge.leave(made);
    return !memory.stage().isEnded() || ended(memory);
  }

  private static String text(DeadLetter letter) {
    return letter.what() + ": " + letter.error();
  }

  /** Drops the memory, and the task instances with what user code may hide in them. */
  private void forget() {
    state = null;
    engine = new Engine(operator);
    discharge.forget();
    arrivals.forget();
    retries.clear();
    progress.forget();
  }

  private void reload() {
    inbox.offerHeldAgain();
    forget();
  }

  private void brake(Halt why) {
    halt = why;
    if (why instanceof Halt.Broken broken) {
      ports.listener().broken(lane, broken.why());
    }
  }

  /** Steps into a draft. Whatever is thrown, memory with half of one is dropped (rule C6). */
  private boolean run(LaneState memory) {
    var made = new Draft(memory, ports.time().millis());
    try {
      return run(memory, made);
    } catch (RuntimeException thrown) {
      inbox.offerAgain(made);
      forget();
      throw thrown;
    }
  }

  private boolean run(LaneState memory, Draft made) {
    var effects = new StepEffects(routes, settings, memory, made);
    var atoms = new LaneSteps(operator, engine, completion, memory, made, effects);
    var answers = new AnswerSteps(lane, engine, memory, made, effects);
    var asks = new ServeSteps(lane, operator, routes, engine, settings, memory, made, effects);
    notBefore = 0;
    progress.look();
    if (ending.mark(memory, made)) {
      draft = made;
      return true;
    }
    inputs.follow(routes, lane, memory);
    inputs.subscribe(memory, made);
    var busy = takeDelivery(memory);
    if (state == null) {
      return true;
    }
    made.begin(cover.isCovered(memory, inbox));
    memory.expired(made.at() - settings.retentionMillis(), FORGOTTEN).forEach(made::add);
    var more = true;
    while (more && !made.isFull()) {
      more = answer(memory, answers, made);
      if (state == null) {
        inbox.offerAgain(made);
        return true;
      }
      more |= serve(memory, asks, made);
      if (state == null) {
        inbox.offerAgain(made);
        return true;
      }
      more |= progress.next(memory, atoms, made, polled);
      busy |= more;
    }
    if (!memory.stage().isClosing()) {
      atoms.sealIfComplete();
    }
    if (memory.stage().isWatched()) {
      watermarks(memory, made);
    }
    if (!made.isEmpty()) {
      return finish(memory, made);
    }
    discharge.leave(made);
    return busy;
  }

  private boolean finish(LaneState memory, Draft made) {
    watermarks(memory, made);
    draft = made;
    return true;
  }

  private static void watermarks(LaneState memory, Draft made) {
    memory.producers().forEach(producer -> producer.watermark().ifPresent(made::add));
  }

  private boolean takeDelivery(LaneState memory) {
    var delivery = inbox.delivery();
    if (delivery == null) {
      return false;
    }
    if (!inputs.isRead(delivery)) {
      ports.streams().failed(delivery, Delivery.NOT_READ);
      return true;
    }
    var consumer = memory.consumer(delivery.port(), delivery.channel());
    inbox.hold(delivery);
    if (consumer.offer(delivery.first(), delivery.atoms())) {
      return true;
    }
    if (ports.store().newest(lane) != memory.head()) {
      reload(); // another process has gone on, and what it released does not come again (C8)
      return true;
    }
    inbox.refuse();
    ports
        .listener()
        .gap(lane, delivery.channel().toString(), consumer.expected(), delivery.first());
    ports.streams().failed(delivery, consumer.expected());
    return true;
  }

  private boolean answer(LaneState memory, AnswerSteps steps, Draft made) {
    var message = inbox.answer();
    if (message != null) {
      made.answered().add(message);
      if (!arrivals.take(memory, message)) {
        reload();
        return true;
      }
    }
    return arrivals.next(memory, steps, made) || message != null;
  }

  private boolean serve(LaneState memory, ServeSteps steps, Draft made) {
    var message = inbox.ask();
    if (message == null) {
      return false;
    }
    if (!progress.mayServe(memory, polled)) {
      made.answer(message.answer(new Outcome.Busy()));
      return true;
    }
    var answer = steps.serve(message);
    made.asks().add(message);
    if (answer.items().size() < message.items().size()) {
      inbox.offerAgain(message.behind(answer.items().size()));
    }
    if (ServeSteps.isEarly(answer) && ports.store().newest(lane) != memory.head()) {
      reload(); // a paused lane must not say Early of what a later commit has accepted (C8)
      return true;
    }
    made.answer(answer);
    return true;
  }
}
