package dev.portals.driver;

import dev.portals.codec.Bytes;
import dev.portals.engine.Engine;
import dev.portals.engine.Step;
import dev.portals.engine.StepFailedException;
import dev.portals.plan.LaneId;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.Ask;
import dev.portals.protocol.AskerChannel;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.Entry;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.Outcome;
import dev.portals.protocol.Root;
import dev.portals.task.Answer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs continuations and writes what they did into the draft (asker rules 3, 5, replier rule 3). A
 * continuation that fails has added nothing, unless it was to answer an ask.
 */
final class AnswerSteps {
  private final LaneId lane;
  private final Engine engine;
  private final LaneState state;
  private final Draft draft;
  private final StepEffects effects;
  private final ErrorSteps errors;

  AnswerSteps(LaneId lane, Engine engine, LaneState state, Draft draft, StepEffects effects) {
    this.lane = lane;
    this.engine = engine;
    this.state = state;
    this.draft = draft;
    this.effects = effects;
    this.errors = new ErrorSteps(engine, state, draft, effects);
  }

  /** An ask that expired is known to the replier: nothing is left of it (asker rule 5). */
  void accepted(AskerChannel asker, long number) {
    draft.add(asker.settle(number));
  }

  /** Ends an ask: it is settled, or, if nobody knows its outcome, expired. */
  private void end(AskerChannel asker, long number, Outcome outcome) {
    draft.add(outcome instanceof Outcome.Expired ? asker.expire(number) : asker.settle(number));
  }

  /** Runs the continuation of an ask, or just ends one that nobody awaits (asker rule 3). */
  void answer(AskerChannel asker, long number, Ask ask, Outcome outcome) {
    var then = ask.then();
    if (then.isEmpty()) {
      end(asker, number, outcome);
      if (outcome instanceof Outcome.Failed failed) {
        putAside(ask, List.of(outcome), failed.error()); // nobody awaits it, but never silent (S9)
      }
      return;
    }
    var all = then.get().all();
    if (all.isPresent() && !state.groups().isLast(all.get())) {
      draft.add(new Entry.Gathered(all.get().group(), all.get().index(), outcome));
      end(asker, number, outcome);
      return;
    }
    if (ask.root() instanceof Root.OfServed root) {
      servedAnswer(asker, number, ask, then.get(), outcome, root);
      return;
    }
    var step = step(ask, then.get(), outcome);
    end(asker, number, outcome);
    effects.add(step, ask.root());
  }

  private Step step(Ask ask, Ask.Then then, Outcome outcome) {
    var answers = answers(ask, outcome).stream().map(AnswerSteps::answer).toList();
    var continuation =
        new Step.Then(then.continuation(), then.context(), then.replies(), Optional.empty());
    var step =
        engine.answer(
            ask.task(), ask.askerKey(), continuation, answers, state::values, draft.now());
    effects.requireSize(step, ask.task() + " continuation " + then.continuation());
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
    end(asker, number, outcome);
    if (step != null) {
      effects.add(step, root);
      if (open != null) {
        step.reply().ifPresent(reply -> answerServed(root, open, new Outcome.Replied(reply)));
      }
    } else if (lastHope && open != null) {
      answerServed(root, open, new Outcome.Failed(error));
    } else {
      putAside(ask, answers, error);
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
  void deadLetter(
      AskerChannel asker, long number, Ask ask, Outcome outcome, StepFailedException failed) {
    var answers = answers(ask, outcome);
    end(asker, number, outcome);
    putAside(ask, answers, errors.hear(failed));
  }

  /** Drops a continuation of an atom (S9). */
  void skip(AskerChannel asker, long number, Ask ask, Outcome outcome, StepFailedException failed) {
    end(asker, number, outcome);
    draft.skip(DeadLetter.OfContinuation.what(ask) + ": " + errors.hear(failed));
  }

  private void putAside(Ask ask, List<Outcome> answers, String error) {
    draft.add(new Entry.DeadLettered(new DeadLetter.OfContinuation(ask, answers, error)));
  }

  private static Answer<Bytes> answer(Outcome outcome) {
    if (outcome instanceof Outcome.Replied replied) {
      return new Answer.Replied<>(replied.value());
    }
    if (outcome instanceof Outcome.Failed failed) {
      return new Answer.Failed<>(failed.error());
    }
    if (outcome instanceof Outcome.Expired) {
      return new Answer.Expired<>();
    }
    throw new IllegalStateException(outcome + " is no answer");
  }
}
