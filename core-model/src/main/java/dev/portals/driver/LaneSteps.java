package dev.portals.driver;

import dev.portals.codec.Bytes;
import dev.portals.engine.Engine;
import dev.portals.engine.Step;
import dev.portals.engine.StepFailedException;
import dev.portals.plan.LaneHash;
import dev.portals.plan.LaneId;
import dev.portals.plan.Operator;
import dev.portals.plan.Routes;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.Ask;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.AskerChannel;
import dev.portals.protocol.Atom;
import dev.portals.protocol.Caller;
import dev.portals.protocol.ConsumerChannel;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.Entry;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.Outcome;
import dev.portals.protocol.PayloadHash;
import dev.portals.protocol.Root;
import dev.portals.task.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs one step and writes what it did as entries of the draft. A step that fails has added
 * nothing.
 */
final class LaneSteps {
  private static final int DEEPEST = 1_000;

  private final LaneId lane;
  private final Operator operator;
  private final Engine engine;
  private final Routes routes;
  private final LaneSettings settings;
  private final LaneState state;
  private final Draft draft;

  LaneSteps(
      LaneId lane,
      Operator operator,
      Engine engine,
      Routes routes,
      LaneSettings settings,
      LaneState state,
      Draft draft) {
    this.lane = lane;
    this.operator = operator;
    this.engine = engine;
    this.routes = routes;
    this.settings = settings;
    this.state = state;
    this.draft = draft;
  }

  private Instant now() {
    return Instant.ofEpochMilli(draft.at());
  }

  /** Processes the atom at a cursor (S1, P2). */
  void atom(ConsumerChannel consumer, Atom atom) {
    if (atom.isSeal()) {
      draft.add(consumer.move());
      return;
    }
    var step = engine.atom(consumer.port(), atom.count(), atom.events(), state::value, now());
    requireSize(step, consumer.channel() + " atom " + consumer.cursor());
    draft.add(consumer.move());
    effects(step, new Root.OfAtom());
  }

  /** Puts the atom at a cursor aside: the lane goes on behind it (S9). */
  void deadLetter(ConsumerChannel consumer, Atom atom, String error) {
    var letter =
        new DeadLetter.OfAtom(consumer.port(), consumer.channel(), consumer.cursor(), atom, error);
    draft.add(consumer.move());
    draft.add(new Entry.DeadLettered(letter));
  }

  /** Makes the generator's next atom, or seals its stream. */
  void generate() {
    var step = engine.generate(state::value, now());
    step.ifPresentOrElse(
        made -> {
          requireSize(made, operator.name());
          effects(made, new Root.OfAtom());
        },
        this::seal);
  }

  /**
   * Puts the generator's cursor aside and seals its stream: what is behind it cannot be reached.
   */
  void deadLetterGenerator(String error) {
    var cursor = state.value(Engine.CURSOR, "");
    draft.add(
        new Entry.DeadLettered(
            new DeadLetter.OfGenerator(
                operator.outputs().get(0), cursor == null ? Bytes.EMPTY : cursor, error)));
    seal();
  }

  /**
   * Seals the outputs once every input is sealed and every ask has settled (P4). A replier's stay
   * open.
   */
  void sealIfComplete() {
    var completes = operator.source().isEmpty() && operator.served().isEmpty();
    if (completes
        && state.consumers().stream().allMatch(ConsumerChannel::isSealed)
        && !state.hasOutstanding()) {
      seal();
    }
  }

  private void seal() {
    for (var producer : state.producers()) {
      if (!producer.isSealed()) {
        draft.add(producer.produce(Atom.SEAL));
      }
    }
  }

  /**
   * Serves asks of one channel in order (replier rules 2, 3), as many as fit into the draft.
   *
   * @return what to answer; its items are those of the message, from the first
   */
  AnswerMessage serve(AskMessage message) {
    var caller = message.caller();
    state.replier(caller).forget(caller, message.below()).ifPresent(draft::add);
    var outcomes = new ArrayList<AnswerMessage.Item>(message.items().size());
    for (var item : message.items()) {
      if (draft.isFull() && !outcomes.isEmpty()) {
        break;
      }
      outcomes.add(new AnswerMessage.Item(item.number(), serve(caller, item)));
    }
    return new AnswerMessage(caller, lane, message.attempt(), List.copyOf(outcomes));
  }

  private Outcome serve(Caller caller, AskMessage.Item item) {
    var replier = state.replier(caller);
    var decided = replier.decide(caller, item.number(), item.hash());
    if (decided != null) {
      return decided;
    }
    var answer = run(caller, item);
    if (answer instanceof Outcome.Mismatch || answer instanceof Outcome.Busy) {
      return answer;
    }
    var recorded = answer.isAnswer() ? Optional.of(answer) : Optional.<Outcome>empty();
    // An ask that the step answered is already open here, so that its own asks find their root.
    draft.add(replier.serve(caller, item.number(), item.hash(), recorded));
    return answer;
  }

  private Outcome run(Caller caller, AskMessage.Item item) {
    if (LaneHash.lane(item.key(), operator.lanes()) != lane.number()
        || operator.served().stream().noneMatch(p -> p.path().equals(item.portal()))) {
      return new Outcome.Mismatch();
    }
    if (caller instanceof Caller.External && state.externals() >= settings.externals()) {
      return new Outcome.Busy();
    }
    if (item.depth() > DEEPEST) {
      return new Outcome.Failed(
          "asks are nested more than "
              + DEEPEST
              + " deep, at "
              + item.portal()
              + " key "
              + item.key());
    }
    try {
      var ran = engine.ask(item.portal(), item.key(), item.payload(), state::value, now());
      if (ran.isEmpty()) {
        return new Outcome.Mismatch();
      }
      var step = ran.get();
      requireSize(step, item.portal() + " key " + item.key());
      if (step.reply().isEmpty() && !step.mayReplyLater()) {
        return new Outcome.Failed(
            item.portal() + " ended without a reply. Maybe ctx.reply(…) on every path");
      }
      effects(step, new Root.OfServed(caller, item.number(), item.depth()));
      return step.reply().<Outcome>map(Outcome.Replied::new).orElseGet(Outcome.Pending::new);
    } catch (StepFailedException failed) {
      return new Outcome.Failed(String.valueOf(failed.getMessage()));
    }
  }

  /** Runs the continuation of an ask, or just ends one that nobody awaits (asker rule 3). */
  void answer(AskerChannel asker, long number, Ask ask, Outcome outcome) {
    var then = ask.then();
    if (then.isEmpty()) {
      draft.add(asker.settle(number));
      if (outcome instanceof Outcome.Failed failed) {
        var letter = new DeadLetter.OfContinuation(ask, List.of(outcome), failed.error());
        draft.add(new Entry.DeadLettered(letter)); // nobody awaits it, but it is not silent (S9)
      }
      return;
    }
    var all = then.get().all();
    if (all.isPresent() && !state.groups().isLast(all.get())) {
      draft.add(new Entry.Gathered(all.get().group(), all.get().index(), outcome));
      draft.add(asker.settle(number));
      return;
    }
    if (ask.root() instanceof Root.OfServed root) {
      servedAnswer(asker, number, ask, then.get(), outcome, root);
      return;
    }
    var step = step(ask, then.get(), outcome);
    draft.add(asker.settle(number));
    effects(step, ask.root());
  }

  private Step step(Ask ask, Ask.Then then, Outcome outcome) {
    var answers = answers(ask, outcome).stream().map(LaneSteps::answer).toList();
    var continuation =
        new Step.Then(then.continuation(), then.context(), then.replies(), Optional.empty());
    var step =
        engine.answer(ask.task(), ask.askerKey(), continuation, answers, state::value, now());
    requireSize(step, ask.task() + " continuation " + then.continuation());
    return step;
  }

  /** The answers that a continuation takes: of all asks that it awaits, in their order. */
  private List<Outcome> answers(Ask ask, Outcome outcome) {
    return ask.then()
        .flatMap(Ask.Then::all)
        .map(member -> state.groups().answers(member, outcome))
        .orElseGet(() -> List.of(outcome));
  }

  private void servedAnswer(
      AskerChannel asker,
      long number,
      Ask ask,
      Ask.Then then,
      Outcome outcome,
      Root.OfServed root) {
    var lastHope = then.replies() && state.hopes(root) == 1;
    var open = state.replier(root.caller()).open(root.caller(), root.number());
    @Nullable Step step = null;
    String error;
    try {
      step = step(ask, then, outcome);
      error =
          "the continuation "
              + then.continuation()
              + " ended without a reply. Maybe ctx.reply(…) on every path";
    } catch (StepFailedException failed) {
      error = String.valueOf(failed.getMessage());
    }
    if (step != null && step.reply().isPresent() && open == null && !isStranger(root)) {
      error = "the ask was answered before. Maybe reply once, in the last continuation";
      step = null;
    }
    var asksOn = step != null && step.mayReplyLater();
    var replies = step != null && step.reply().isPresent();
    if (step != null && !replies && !asksOn && lastHope && open != null) {
      step = null;
    }
    var answers = answers(ask, outcome);
    draft.add(asker.settle(number));
    if (step != null) {
      effects(step, root);
      if (open != null) {
        step.reply().ifPresent(reply -> answerServed(root, open, new Outcome.Replied(reply)));
      }
    } else if (lastHope && open != null) {
      answerServed(root, open, new Outcome.Failed(error));
    } else {
      draft.add(new Entry.DeadLettered(new DeadLetter.OfContinuation(ask, answers, error)));
    }
  }

  /**
   * True for an ask of an earlier incarnation of its caller: it runs on, unanswered (replier rule
   * 1).
   */
  private boolean isStranger(Root.OfServed root) {
    return state.replier(root.caller()).decide(root.caller(), root.number(), 0)
        instanceof Outcome.Fenced;
  }

  private void answerServed(Root.OfServed root, long hash, Outcome outcome) {
    var replier = state.replier(root.caller());
    draft.add(replier.serve(root.caller(), root.number(), hash, Optional.of(outcome)));
    draft.answer(
        new AnswerMessage(
            root.caller(),
            lane,
            AnswerMessage.UNASKED,
            List.of(new AnswerMessage.Item(root.number(), outcome))));
  }

  /** Puts a continuation of an atom aside, with its answer (S9). */
  void deadLetter(AskerChannel asker, long number, Ask ask, Outcome outcome, String error) {
    var answers = answers(ask, outcome);
    draft.add(asker.settle(number));
    draft.add(new Entry.DeadLettered(new DeadLetter.OfContinuation(ask, answers, error)));
  }

  private static Answer<Bytes> answer(Outcome outcome) {
    if (outcome instanceof Outcome.Replied replied) {
      return new Answer.Replied<>(replied.value());
    }
    if (outcome instanceof Outcome.Failed failed) {
      return new Answer.Failed<>(failed.error());
    }
    throw new IllegalStateException(outcome + " is no answer");
  }

  private void effects(Step step, Root root) {
    var writes = new LinkedHashMap<String, List<Entry.Value>>();
    for (var change : step.changes()) {
      writes
          .computeIfAbsent(change.state(), state -> new ArrayList<>())
          .add(new Entry.Value(change.key(), change.value()));
    }
    writes.forEach((name, values) -> draft.add(new Entry.Wrote(name, values)));
    for (var emission : step.emissions()) {
      var atom = Atom.of(emission.count(), emission.events());
      draft.add(state.producer(emission.port()).produce(atom));
    }
    var group = state.groups().next();
    for (var asking : step.asks()) {
      var replier = routes.portal(asking.portal()).lane(asking.key());
      draft.add(state.asker(replier).ask(ask(asking, root, group)));
    }
  }

  private static Ask ask(Step.Asking asking, Root root, long group) {
    return new Ask(
        asking.portal(),
        asking.key(),
        PayloadHash.of(asking.payload()),
        asking.payload(),
        root,
        asking.task(),
        asking.askerKey(),
        asking.then().map(then -> then(then, group)));
  }

  private static Ask.Then then(Step.Then then, long group) {
    return new Ask.Then(
        then.continuation(),
        then.context(),
        then.replies(),
        then.all().map(all -> new Ask.Member(group + all.group(), all.index(), all.size())));
  }

  /** Rule C2: what cannot be stored on every backend is refused before anything is written. */
  private void requireSize(Step step, String what) {
    var size = 0L;
    for (var change : step.changes()) {
      size += EntrySize.of(change.key()) + change.value().map(Bytes::size).orElse(0);
    }
    for (var emission : step.emissions()) {
      size += emission.events().size();
    }
    for (var ask : step.asks()) {
      size += EntrySize.of(ask.key()) + EntrySize.of(ask.askerKey()) + ask.payload().size();
      size += ask.then().map(then -> then.context().size()).orElse(0);
    }
    size += step.reply().map(Bytes::size).orElse(0);
    if (size > settings.stepBytes()) {
      throw new StepFailedException(
          what
              + " would store "
              + size
              + " bytes in one commit, the limit is "
              + settings.stepBytes()
              + ". Maybe smaller atoms, or smaller values of state");
    }
  }
}
