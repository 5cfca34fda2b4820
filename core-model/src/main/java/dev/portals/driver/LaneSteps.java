package dev.portals.driver;

import dev.portals.codec.Bytes;
import dev.portals.engine.Engine;
import dev.portals.plan.Operator;
import dev.portals.protocol.Atom;
import dev.portals.protocol.ConsumerChannel;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.Entry;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.Root;

/**
 * Runs one step over an atom or a generator and writes what it did into the draft. A step that
 * fails has added nothing.
 */
final class LaneSteps {
  private final Operator operator;
  private final Engine engine;
  private final LaneState state;
  private final Draft draft;
  private final StepEffects effects;

  LaneSteps(Operator operator, Engine engine, LaneState state, Draft draft, StepEffects effects) {
    this.operator = operator;
    this.engine = engine;
    this.state = state;
    this.draft = draft;
    this.effects = effects;
  }

  /** Processes the atom at a cursor (S1, P2). */
  void atom(ConsumerChannel consumer, Atom atom) {
    if (atom.isSeal()) {
      draft.add(consumer.move());
      return;
    }
    var step = engine.atom(consumer.port(), atom.count(), atom.events(), state::value, draft.now());
    effects.requireSize(step, consumer.channel() + " atom " + consumer.cursor());
    draft.add(consumer.move());
    effects.add(step, new Root.OfAtom());
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
    var step = engine.generate(state::value, draft.now());
    step.ifPresentOrElse(
        made -> {
          effects.requireSize(made, operator.name());
          effects.add(made, new Root.OfAtom());
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
}
