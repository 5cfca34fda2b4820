package dev.portals.driver;

import dev.portals.PortalsException;
import dev.portals.engine.Engine;
import dev.portals.engine.StepFailedException;
import dev.portals.plan.LaneId;
import dev.portals.plan.Operator;
import dev.portals.plan.Routes;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.AskerChannel;
import dev.portals.protocol.BrokenLaneException;
import dev.portals.protocol.CommitFormat;
import dev.portals.protocol.ConsumerChannel;
import dev.portals.protocol.Entry;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.Outcome;
import dev.portals.protocol.ProducerChannel;
import dev.portals.spi.Delivery;
import dev.portals.spi.LaneStore;
import dev.portals.spi.StoreUnavailableException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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

  private record Numbered(LaneId replier, long number) {}

  private final LaneId lane;
  private final Operator operator;
  private final Routes routes;
  private final Ports ports;
  private final LaneSettings settings;
  private final Inbox inbox = new Inbox();
  private final Ending ending;
  private final Discharge discharge;
  private final Retries retries;
  private final Map<Numbered, Outcome> arrived = new LinkedHashMap<>();
  private final Map<LaneId, Long> suspects = new HashMap<>();
  private List<Routes.Input> inputs = List.of();
  private Engine engine;
  private @Nullable LaneState state;
  private @Nullable Draft draft;
  private long polled;
  private long notBefore;
  private long crowded = Long.MAX_VALUE;
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
    this.discharge = new Discharge(lane, ports, inbox);
    this.retries = new Retries(settings);
    this.engine = new Engine(operator);
    this.shown = new LaneStatus(lane, 0, 0, 0, 0, false, Optional.empty());
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
    if (state != null && draft == null) {
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
        return commit(state, draft);
      }
      return discharge.next(state) || run(state);
    } catch (StoreUnavailableException unavailable) {
      notBefore = ports.time().millis() + RETRY_MILLIS;
      return true;
    } catch (PortalsException why) {
      brake(new Halt.Broken(String.valueOf(why.getMessage())));
      return true;
    }
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
        Math.min(retries.next(polled), crowded), Math.min(discharge.wakeAt(), deadline));
  }

  /** What a person sees; only what is committed, perhaps by an earlier poll. */
  public LaneStatus status() {
    if (state != null && draft == null) {
      show(state);
    }
    return halt instanceof Halt.Broken broken ? shown.brokenBy(broken.why()) : shown;
  }

  private void show(LaneState memory) {
    shown =
        new LaneStatus(
            lane,
            memory.head(),
            memory.consumers().stream().mapToLong(ConsumerChannel::taken).sum(),
            memory.askers().stream().mapToInt(a -> a.outstanding().size()).sum(),
            memory.deadLetterCount(),
            memory.producers().stream().anyMatch(ProducerChannel::isSealed),
            Optional.empty());
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
    inputs = routes.inputs(lane);
    inputs.forEach(in -> loaded.consumer(in.port(), in.channel()));
    operator.outputs().forEach(loaded::producer);
    state = loaded;
    show(loaded);
    return true;
  }

  private boolean ended(LaneState memory) {
    state = memory;
    show(memory);
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
        ports.listener().deadLettered(lane, dead.letter().error());
      }
    }
    discharge.leave(made);
    return !memory.stage().isEnded() || ended(memory);
  }

  /** Drops the memory, and the task instances with what user code may hide in them. */
  private void forget() {
    state = null;
    engine = new Engine(operator);
    discharge.forget();
    arrived.clear();
    retries.clear();
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

  // run: steps until there are none or the draft is full, then the draft waits for its commit

  /** Whatever is thrown, the memory with half a draft in it is dropped (rule C6). */
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
    var atoms = new LaneSteps(operator, engine, memory, made, effects);
    var answers = new AnswerSteps(lane, engine, memory, made, effects);
    var asks = new ServeSteps(lane, operator, engine, settings, memory, made, effects);
    notBefore = 0;
    crowded = Long.MAX_VALUE;
    if (ending.mark(memory, made)) {
      draft = made;
      return true;
    }
    subscribe(memory, made);
    var busy = takeDelivery(memory);
    if (state == null) {
      return true;
    }
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
      more |=
          atom(memory, atoms, made)
              || generate(memory, atoms, made)
              || complete(memory, atoms, made);
      busy |= more;
    }
    if (!memory.stage().isClosing()) {
      atoms.sealIfComplete();
    }
    if (!made.isEmpty() || memory.stage().isMarked()) {
      memory.producers().forEach(producer -> producer.watermark().ifPresent(made::add));
    }
    if (!made.isEmpty()) {
      draft = made;
      return true;
    }
    discharge.leave(made);
    return busy;
  }

  /** Rule P3: where a channel begins is committed before anything is read of it. */
  private void subscribe(LaneState memory, Draft made) {
    for (var in : inputs) {
      memory.consumer(in.port(), in.channel()).subscribe(in.start()).ifPresent(made::add);
    }
  }

  private boolean takeDelivery(LaneState memory) {
    var delivery = inbox.delivery();
    if (delivery == null) {
      return false;
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
      take(memory, message);
    }
    if (state == null) {
      return true;
    }
    for (var due : memory.deadlines().passed(made.at())) {
      arrived.putIfAbsent(new Numbered(due.replier(), due.number()), new Outcome.Expired());
    }
    for (var at : arrived.entrySet()) {
      var numbered = at.getKey();
      if (retries.mayRun(numbered, made.at())) {
        var outcome = at.getValue();
        arrived.remove(numbered);
        continueWith(memory, steps, made, numbered, outcome);
        return true;
      }
    }
    return message != null;
  }

  /**
   * Sorts outcomes: answers wait for their continuation, anything else is asked again or looked
   * into (rule 4).
   */
  private void take(LaneState memory, AnswerMessage message) {
    var asker = memory.asker(message.replier());
    for (var item : message.items()) {
      var ask = asker.outstanding(item.number());
      var outcome = item.outcome();
      if (ask == null && !asker.isVoid(item.number())) {
        continue;
      }
      var accepts = ask == null || ask.then().isEmpty();
      if (outcome instanceof Outcome.Ended) {
        arrived.putIfAbsent(new Numbered(message.replier(), item.number()), new Outcome.Expired());
      } else if (outcome.isAnswer() || (outcome instanceof Outcome.Pending && accepts)) {
        arrived.putIfAbsent(new Numbered(message.replier(), item.number()), outcome);
      } else if (outcome instanceof Outcome.Mismatch || outcome instanceof Outcome.Fenced) {
        throw new BrokenLaneException(
            "ask "
                + item.number()
                + (ask == null ? ", which expired," : " of " + ask.portal())
                + " was refused by "
                + message.replier()
                + ": "
                + outcome
                + " (asker rule 4)");
      } else if (outcome instanceof Outcome.Early || outcome instanceof Outcome.Settled) {
        suspect(asker, item, message.attempt());
      }
      if (state == null) {
        return;
      }
    }
  }

  private void suspect(AskerChannel asker, AnswerMessage.Item item, long attempt) {
    if (!asker.isLatest(attempt)) {
      return;
    }
    if (item.number() != asker.below()) {
      asker.resend();
      return;
    }
    var before = suspects.put(asker.replier(), item.number());
    if (before != null && before == item.number()) {
      throw new BrokenLaneException(
          "ask "
              + item.number()
              + " is outstanding, but "
              + asker.replier()
              + " says "
              + item.outcome()
              + ", also after a reload (asker rule 4). Maybe one of both was restored from a backup");
    }
    reload();
  }

  private void continueWith(
      LaneState memory, AnswerSteps steps, Draft made, Numbered numbered, Outcome outcome) {
    var asker = memory.asker(numbered.replier());
    var ask = asker.outstanding(numbered.number());
    if (ask == null) {
      if (asker.isVoid(numbered.number())) {
        steps.accepted(asker, numbered.number());
      }
      return;
    }
    var isOver =
        attempt(
            numbered,
            made,
            () -> steps.answer(asker, numbered.number(), ask, outcome),
            failed -> steps.deadLetter(asker, numbered.number(), ask, outcome, failed));
    if (!isOver) {
      arrived.put(numbered, outcome);
    }
  }

  /** Runs a step; one that fails is given up (S9), or, then false, to be run again later. */
  private boolean attempt(
      Object subject, Draft made, Runnable step, Consumer<StepFailedException> giveUp) {
    try {
      step.run();
      retries.done(subject);
      return true;
    } catch (StepFailedException failed) {
      var again = retries.failed(subject, failed, made.at());
      again.ifPresentOrElse(
          attempt -> retrying(failed, attempt, made.at()), () -> giveUp.accept(failed));
      return again.isEmpty();
    }
  }

  private void retrying(StepFailedException failed, Retries.Attempt attempt, long now) {
    ports
        .listener()
        .retrying(
            lane, String.valueOf(failed.getMessage()), attempt.count(), attempt.notBefore() - now);
  }

  private boolean serve(LaneState memory, ServeSteps steps, Draft made) {
    var message = inbox.ask();
    if (message == null) {
      return false;
    }
    var answer = steps.serve(message);
    made.asks().add(message);
    if (answer.items().size() < message.items().size()) {
      inbox.offerAgain(message.behind(answer.items().size()));
    }
    if (isEarly(answer) && ports.store().newest(lane) != memory.head()) {
      reload(); // a paused lane must not say Early of what a later commit has accepted (C8)
      return true;
    }
    made.answer(answer);
    return true;
  }

  private static boolean isEarly(AnswerMessage answer) {
    return answer.items().stream().anyMatch(item -> item.outcome() instanceof Outcome.Early);
  }

  private boolean atom(LaneState memory, LaneSteps steps, Draft made) {
    if (memory.isDraining() || !hasRoom(memory)) {
      return false;
    }
    if (memory.stage().isClosing()) {
      return false;
    }
    for (var consumer : memory.consumers()) {
      var atom = consumer.head();
      if (atom != null && retries.mayRun(consumer.channel(), made.at())) {
        attempt(
            consumer.channel(),
            made,
            () -> steps.atom(consumer, atom),
            failed -> steps.deadLetter(consumer, atom, failed));
        return true;
      }
    }
    return false;
  }

  private boolean generate(LaneState memory, LaneSteps steps, Draft made) {
    if (operator.source().isEmpty()
        || memory.stage().isClosing()
        || !hasRoom(memory)
        || !retries.mayRun(operator, made.at())) {
      return false;
    }
    if (memory.producers().stream().allMatch(ProducerChannel::isSealed)) {
      return false;
    }
    attempt(
        operator,
        made,
        steps::generate,
        failed -> steps.deadLetterGenerator(String.valueOf(failed.getMessage())));
    return true;
  }

  private boolean complete(LaneState memory, LaneSteps steps, Draft made) {
    var completing = steps.completing();
    if (completing.isEmpty() || !hasRoom(memory) || !retries.mayRun(completing, made.at())) {
      return false;
    }
    var task = completing.get();
    attempt(
        completing,
        made,
        () -> steps.complete(task),
        failed -> steps.deadLetterCompletion(task, failed));
    return true;
  }

  /** Nobody tells when there is room again: the lane looks again later. */
  private boolean hasRoom(LaneState memory) {
    for (var producer : memory.producers()) {
      if (!ports.streams().hasRoom(StreamChannel.of(producer.port(), lane))) {
        crowded = polled + RETRY_MILLIS;
        return false;
      }
    }
    crowded = Long.MAX_VALUE;
    return true;
  }
}
