package dev.portals.testkit;

import dev.portals.codec.Bytes;
import dev.portals.driver.LaneSettings;
import dev.portals.driver.StepSize;
import dev.portals.engine.Engine;
import dev.portals.engine.Generated;
import dev.portals.engine.Step;
import dev.portals.engine.StepFailedException;
import dev.portals.protocol.Ask;
import dev.portals.protocol.Atom;
import dev.portals.protocol.Caller;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.Entry;
import dev.portals.protocol.Outcome;
import dev.portals.protocol.Root;
import dev.portals.task.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What each input does to a lane when nothing ever fails but user code (rules S1 to S9). */
final class ReferenceSteps {
  /** How many asks may lead to one (replier rule 5). */
  private static final int DEEPEST = 1_000;

  private final ReferenceLane lane;
  private final long at;
  private final Instant now;

  ReferenceSteps(ReferenceLane lane, long at) {
    this.lane = lane;
    this.at = at;
    this.now = Instant.ofEpochMilli(at);
  }

  void atom(Entry.Moved moved, Atom atom) {
    if (lane.isClosing()) {
      throw new Deviation(lane.id() + " took " + Words.of(moved) + " though it was to end (L1)");
    }
    if (lane.isDraining()) {
      throw new Deviation(
          lane.id() + " took " + Words.of(moved) + " while asks of an atom before it are out (S7)");
    }
    var number = moved.next() - 1;
    if (atom.isSeal()) {
      lane.move(moved.channel(), true);
      return;
    }
    try {
      var step = lane.engine().atom(moved.port(), atom.count(), atom.events(), lane::values, now);
      requireSize(step, moved.channel() + " atom " + number);
      lane.move(moved.channel(), false);
      lane.effects(step, new Root.OfAtom(), at);
    } catch (StepFailedException failed) {
      lane.move(moved.channel(), false);
      giveUp(new DeadLetter.OfAtom(moved.port(), moved.channel(), number, atom, heard(failed)));
    }
  }

  /** What the workflow's policy says is done with what failed for the last time (S9). */
  private void giveUp(DeadLetter letter) {
    switch (lane.afterFailure()) {
      case DEAD_LETTER -> lane.note(new Entry.DeadLettered(letter));
      case SKIP -> lane.skip();
      case STOP -> throw new Deviation(lane.id() + " went on behind what stops it: " + letter);
    }
  }

  void generate() {
    if (lane.isClosing()) {
      throw new Deviation(lane.id() + " generated though it was to end (L1)");
    }
    if (generated() instanceof Generated.Made made) {
      lane.effects(made.step(), new Root.OfAtom(), at);
    }
  }

  private Generated generated() {
    var generated = lane.engine().generate(lane::values, now);
    if (generated instanceof Generated.Made made) {
      requireSize(made.step(), lane.operator().name());
    }
    return generated;
  }

  void seal(String port) {
    if (lane.operator().source().isPresent()) {
      try {
        if (!(generated() instanceof Generated.Ended)) {
          throw new Deviation(lane.id() + " sealed " + port + " before its generator ended");
        }
      } catch (StepFailedException failed) {
        var cursor = lane.values(Engine.CURSOR).get("");
        lane.note(
            new Entry.DeadLettered(
                new DeadLetter.OfGenerator(
                    port, cursor == null ? Bytes.EMPTY : cursor, message(failed))));
      }
    } else if (!lane.hasEnded() || lane.completing().isPresent()) {
      throw new Deviation(
          lane.id() + " sealed " + port + " before its inputs and asks ended, or onComplete ran");
    }
    lane.produce(port, Atom.SEAL);
  }

  /** Runs a task's onComplete, which must be due (S3). */
  void complete(String task) {
    if (!lane.hasEnded() || !lane.completing().equals(Optional.of(task))) {
      throw new Deviation(lane.id() + " ran onComplete of " + task + " when it was not due");
    }
    try {
      var step = lane.engine().complete(task, lane::values, now);
      requireSize(step, task + " onComplete");
      lane.effects(step, new Root.OfAtom(), at);
    } catch (StepFailedException failed) {
      lane.completed(task);
      giveUp(new DeadLetter.OfCompletion(task, heard(failed)));
    }
  }

  /** Lets the task that threw hear of it (S3); gives back what is put aside. */
  private String heard(StepFailedException failed) {
    try {
      lane.engine()
          .error(failed, lane::values, now)
          .ifPresent(
              step -> {
                requireSize(step, "onError");
                lane.effects(step, new Root.OfAtom(), at);
              });
      return message(failed);
    } catch (StepFailedException also) {
      return message(failed) + "; then its onError failed: " + message(also);
    }
  }

  /** Serves an ask; {@code noReply} is recorded if the handler ends without one, or is not run. */
  void ask(Caller caller, long number, Ask ask, Optional<Outcome> noReply) {
    var depth = ask.depth();
    try {
      if (depth > DEEPEST) {
        lane.serve(caller, number, ask.hash(), failed(noReply));
        return;
      }
      var step =
          lane.engine()
              .ask(ask.portal(), ask.key(), ask.payload(), lane::values, now)
              .orElseThrow();
      requireSize(step, ask.portal() + " key " + ask.key());
      if (step.reply().isEmpty() && !step.mayReplyLater()) {
        lane.serve(caller, number, ask.hash(), failed(noReply));
        return;
      }
      lane.effects(step, new Root.OfServed(caller, number, depth), at);
      lane.serve(caller, number, ask.hash(), step.reply().map(Outcome.Replied::new));
    } catch (StepFailedException failed) {
      lane.serve(caller, number, ask.hash(), Optional.of(new Outcome.Failed(message(failed))));
    }
  }

  /**
   * Runs a continuation.
   *
   * @param end takes the ask from the outstanding ones
   * @param failed whether an ask that nobody awaits was settled with a failure, not on acceptance
   * @param recorded the error where user code did not throw one
   */
  void answer(Runnable end, Ask ask, Optional<Outcome> outcome, boolean failed, String recorded) {
    var then = ask.then().orElse(null);
    if (then == null) {
      end.run();
      if (failed && outcome.orElse(null) instanceof Outcome.Failed answer) {
        lane.note(
            new Entry.DeadLettered(
                new DeadLetter.OfContinuation(ask, List.of(answer), answer.error())));
      }
      return;
    }
    var answer = outcome.orElseThrow();
    if (then.all().isPresent() && lane.awaitsOthers(then.all().get())) {
      lane.gather(then.all().get(), answer);
      end.run();
      return;
    }
    var answers = lane.answers(then, answer);
    var error = recorded;
    var step = Optional.<Step>empty();
    var failure = Optional.<StepFailedException>empty();
    try {
      step = Optional.of(step(ask, then, answers));
    } catch (StepFailedException thrown) {
      error = message(thrown);
      failure = Optional.of(thrown);
    }
    var root = ask.root() instanceof Root.OfServed served ? served : null;
    var open = root != null && lane.served(root.caller()).get((int) root.number()).isEmpty();
    var last = open && then.replies() && lane.hopes(ask.root()) == 1;
    step =
        step.filter(
            it -> root == null || (it.reply().isPresent() ? open : !last || it.mayReplyLater()));
    end.run();
    step.ifPresent(it -> lane.effects(it, ask.root(), at));
    var reply = step.flatMap(Step::reply).<Outcome>map(Outcome.Replied::new);
    if (root != null && (reply.isPresent() || (step.isEmpty() && last))) {
      var result = reply.orElse(new Outcome.Failed(error));
      lane.serve(root.caller(), root.number(), lane.hash(root), Optional.of(result));
    } else if (step.isEmpty() && root == null) {
      error = failure.map(this::heard).orElse(error);
      giveUp(new DeadLetter.OfContinuation(ask, answers, error));
    } else if (step.isEmpty()) {
      lane.note(new Entry.DeadLettered(new DeadLetter.OfContinuation(ask, answers, error)));
    }
  }

  private Step step(Ask ask, Ask.Then then, List<Outcome> answers) {
    var continuation =
        new Step.Then(then.continuation(), then.context(), then.replies(), Optional.empty());
    var decoded = answers.stream().map(ReferenceSteps::decoded).toList();
    var step =
        lane.engine().answer(ask.task(), ask.askerKey(), continuation, decoded, lane::values, now);
    requireSize(step, ask.task() + " continuation " + then.continuation());
    return step;
  }

  /** What does not fit into a commit fails, whatever runs it (rule C2). */
  private static void requireSize(Step step, String what) {
    StepSize.require(step, what, LaneSettings.DEFAULT.stepBytes());
  }

  /** The text is the driver's own; that it failed is not. */
  private static Optional<Outcome> failed(Optional<Outcome> recorded) {
    if (recorded.isPresent() && recorded.get() instanceof Outcome.Failed) {
      return recorded;
    }
    throw new Deviation("an ask that fails was answered with " + recorded);
  }

  private static Answer<Bytes> decoded(Outcome outcome) {
    if (outcome instanceof Outcome.Replied replied) {
      return new Answer.Replied<>(replied.value());
    } else if (outcome instanceof Outcome.Failed failed) {
      return new Answer.Failed<>(failed.error());
    }
    if (outcome instanceof Outcome.Expired) {
      return new Answer.Expired<>();
    }
    throw new Deviation("an ask was settled with " + outcome);
  }

  private static String message(StepFailedException failed) {
    return String.valueOf(failed.getMessage());
  }
}
