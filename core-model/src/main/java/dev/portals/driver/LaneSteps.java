package dev.portals.driver;

import dev.portals.codec.Bytes;
import dev.portals.engine.Engine;
import dev.portals.engine.Generated;
import dev.portals.engine.StepFailedException;
import dev.portals.plan.Operator;
import dev.portals.protocol.Atom;
import dev.portals.protocol.ConsumerChannel;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.Entry;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.Root;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Runs one step over an atom or a generator and writes what it did into the draft. A step that
 * fails has added nothing.
 */
final class LaneSteps {
  private final Operator operator;
  private final Engine engine;
  private final Completion completion;
  private final LaneState state;
  private final Draft draft;
  private final StepEffects effects;
  private final ErrorSteps errors;

  LaneSteps(
      Operator operator,
      Engine engine,
      Completion completion,
      LaneState state,
      Draft draft,
      StepEffects effects) {
    this.operator = operator;
    this.engine = engine;
    this.completion = completion;
    this.state = state;
    this.draft = draft;
    this.effects = effects;
    this.errors = new ErrorSteps(engine, state, draft, effects);
  }

  /** Processes the atom at a cursor (S1, P2). */
  void atom(ConsumerChannel consumer, Atom atom) {
    if (atom.isSeal()) {
      draft.add(consumer.move());
      return;
    }
    var step =
        engine.atom(consumer.port(), atom.count(), atom.events(), state::values, draft.now());
    effects.requireSize(step, consumer.channel() + " atom " + consumer.cursor());
    draft.add(consumer.move());
    effects.add(step, new Root.OfAtom());
  }

  /** Puts the atom at a cursor aside: the lane goes on behind it (S9). */
  void deadLetter(ConsumerChannel consumer, Atom atom, StepFailedException failed) {
    var number = consumer.cursor();
    draft.add(consumer.move());
    var error = errors.hear(failed);
    var letter = new DeadLetter.OfAtom(consumer.port(), consumer.channel(), number, atom, error);
    draft.add(new Entry.DeadLettered(letter));
  }

  /** Drops the atom at a cursor: the lane goes on behind it (S9). */
  void skip(ConsumerChannel consumer, StepFailedException failed) {
    var what = DeadLetter.OfAtom.what(consumer.channel(), consumer.cursor());
    draft.add(consumer.move());
    draft.skip(what + ": " + errors.hear(failed));
  }

  /** Makes the generator's next atom, or seals its stream; or says when to ask it again. */
  Optional<Instant> generate() {
    var generated = engine.generate(state::values, draft.now());
    if (generated instanceof Generated.Made made) {
      effects.requireSize(made.step(), operator.name());
      effects.add(made.step(), new Root.OfAtom());
    } else if (generated instanceof Generated.Later later) {
      return Optional.of(later.at());
    } else {
      seal();
    }
    return Optional.empty();
  }

  /**
   * Puts the generator's cursor aside and seals its stream: what is behind it cannot be reached.
   */
  void deadLetterGenerator(StepFailedException failed) {
    var cursor = state.value(Engine.CURSOR, "");
    draft.add(
        new Entry.DeadLettered(
            new DeadLetter.OfGenerator(
                operator.outputs().get(0),
                cursor == null ? Bytes.EMPTY : cursor,
                String.valueOf(failed.getMessage()))));
    seal();
  }

  /** The task whose onComplete is due. */
  Optional<String> completing() {
    return completion.task(state);
  }

  /** Runs a task's onComplete. That it ran is part of the step: it does so once. */
  void complete(String task) {
    var step = engine.complete(task, state::values, draft.now());
    effects.requireSize(step, task + " onComplete");
    effects.add(step, new Root.OfAtom());
  }

  /** Puts a task's onComplete aside: the lane completes without it (S9). */
  void deadLetterCompletion(String task, StepFailedException failed) {
    completed(task);
    var error = errors.hear(failed);
    draft.add(new Entry.DeadLettered(new DeadLetter.OfCompletion(task, error)));
  }

  /** Drops a task's onComplete: the lane completes without it (S9). */
  void skipCompletion(String task, StepFailedException failed) {
    completed(task);
    draft.skip(DeadLetter.OfCompletion.what(task) + ": " + errors.hear(failed));
  }

  private void completed(String task) {
    var completed = new Entry.Value(task, Optional.of(Bytes.EMPTY));
    draft.add(new Entry.Wrote(Engine.COMPLETED, List.of(completed)));
  }

  /** Seals the outputs if nothing is left to do (P4). */
  void sealIfComplete() {
    if (completion.seals(state)) {
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
}
