package dev.portals.driver;

import dev.portals.codec.Bytes;
import dev.portals.engine.Engine;
import dev.portals.engine.StepFailedException;
import dev.portals.plan.LaneHash;
import dev.portals.plan.LaneId;
import dev.portals.plan.Operator;
import dev.portals.plan.Routes;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Caller;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.Outcome;
import dev.portals.protocol.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Serves asks and writes what that did into the draft (replier rules 1 to 3). A handler that fails
 * has added nothing but its failure.
 */
final class ServeSteps {
  private static final int DEEPEST = 1_000;

  private final LaneId lane;
  private final Operator operator;
  private final Routes routes;
  private final Engine engine;
  private final LaneSettings settings;
  private final LaneState state;
  private final Draft draft;
  private final StepEffects effects;

  ServeSteps(
      LaneId lane,
      Operator operator,
      Routes routes,
      Engine engine,
      LaneSettings settings,
      LaneState state,
      Draft draft,
      StepEffects effects) {
    this.lane = lane;
    this.operator = operator;
    this.routes = routes;
    this.engine = engine;
    this.settings = settings;
    this.state = state;
    this.draft = draft;
    this.effects = effects;
  }

  /**
   * Serves asks of one channel in order (replier rules 1 to 3), as many as fit into the draft.
   *
   * @return what to answer; its items are those of the message, from the first
   */
  AnswerMessage serve(AskMessage message) {
    var caller = message.caller();
    var refused = refusal(message);
    if (refused != null) {
      return message.answer(refused);
    }
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
    var answer =
        item.payload().map(payload -> run(caller, item, payload)).orElseGet(Outcome.Expired::new);
    if (answer instanceof Outcome.Mismatch
        || answer instanceof Outcome.Busy
        || answer instanceof Outcome.Ended) {
      return answer;
    }
    var recorded = answer.isAnswer() ? Optional.of(answer) : Optional.<Outcome>empty();
    // in the commit of what the step did, and behind it: both or neither (rule 2)
    draft.add(replier.serve(caller, item.number(), item.hash(), recorded));
    return answer;
  }

  /** True if any number came before a lower one. */
  static boolean isEarly(AnswerMessage answer) {
    return answer.items().stream().anyMatch(item -> item.outcome() instanceof Outcome.Early);
  }

  /**
   * What to say to a caller who cannot own the channel (rule 1); null if he can. That he is who he
   * says is for the transport to know.
   */
  private @Nullable Outcome refusal(AskMessage message) {
    if (message.caller() instanceof Caller.External caller) {
      return refusal(caller, message);
    }
    for (var item : message.items()) {
      var refused = refusal((Caller.Lane) message.caller(), item);
      if (refused != null) {
        return refused;
      }
    }
    return null;
  }

  private @Nullable Outcome refusal(Caller.Lane caller, AskMessage.Item item) {
    return switch (routes.standing(caller.lane(), item.portal())) {
      case ASKER -> null;
      case FORMER -> new Outcome.Fenced();
      case STRANGER -> new Outcome.Busy();
    };
  }

  /** The same for a caller from outside, whoever runs, or has run, the lane. */
  static @Nullable Outcome refusal(Caller.External caller, AskMessage message) {
    if (message.below() > 0) {
      return new Outcome.Mismatch(); // what is kept for him is not his to settle (S14)
    }
    for (var item : message.items()) {
      var isOwn = caller.portal().equals(item.portal()) && caller.key().equals(item.key());
      if (!isOwn || item.number() != 0) {
        return new Outcome.Mismatch();
      }
    }
    return null;
  }

  private Outcome run(Caller caller, AskMessage.Item item, Bytes payload) {
    if (LaneHash.lane(item.key(), operator.lanes()) != lane.number()
        || !operator.serves(item.portal())) {
      return new Outcome.Mismatch();
    }
    if (caller instanceof Caller.External && state.stage().isClosing()) {
      return new Outcome.Ended();
    }
    if (caller instanceof Caller.External && state.externalBytes() >= settings.externalBytes()) {
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
      var ran = engine.ask(item.portal(), item.key(), payload, state::values, draft.now());
      if (ran.isEmpty()) {
        return new Outcome.Mismatch();
      }
      var step = ran.get();
      effects.requireSize(step, item.portal() + " key " + item.key());
      if (step.reply().isEmpty() && !step.mayReplyLater()) {
        return new Outcome.Failed(
            item.portal() + " ended without a reply. Maybe ctx.reply(…) on every path");
      }
      effects.add(step, new Root.OfServed(caller, item.number(), item.depth()));
      return step.reply().<Outcome>map(Outcome.Replied::new).orElseGet(Outcome.Pending::new);
    } catch (StepFailedException failed) {
      return new Outcome.Failed(String.valueOf(failed.getMessage()));
    }
  }
}
