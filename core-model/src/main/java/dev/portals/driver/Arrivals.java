package dev.portals.driver;

import dev.portals.plan.LaneId;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskerChannel;
import dev.portals.protocol.BrokenLaneException;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.Outcome;
import dev.portals.protocol.Root;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Outcomes of asks that this lane sent, until their continuations run (asker rules 3 to 5). */
final class Arrivals {
  private record Numbered(LaneId replier, long number) {}

  private final Retries retries;
  private final Map<Numbered, Outcome> arrived = new LinkedHashMap<>();
  private final Map<LaneId, Long> suspects = new HashMap<>();

  Arrivals(Retries retries) {
    this.retries = retries;
  }

  /** The memory was dropped; what it was suspected for is kept, to be found again or not. */
  void forget() {
    arrived.clear();
  }

  /**
   * Sorts outcomes: answers wait for their continuation, anything else is asked again or looked
   * into (rule 4).
   *
   * @return false if the memory is to be dropped, with what was not looked at
   */
  boolean take(LaneState memory, AnswerMessage message) {
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
      } else if (outcome instanceof Outcome.Mismatch && asker.isLatest(message.attempt())) {
        throw new BrokenLaneException(
            "ask "
                + item.number()
                + (ask == null ? ", which expired," : " of " + ask.portal())
                + " was refused by "
                + message.replier()
                + ": "
                + outcome
                + " (asker rule 4)");
      } else if (isOutdated(outcome) && isSuspect(asker, item, message.attempt())) {
        return false;
      }
    }
    return true;
  }

  /** What a paused process hears if others have gone on, and what no other should. */
  private static boolean isOutdated(Outcome outcome) {
    return outcome instanceof Outcome.Early
        || outcome instanceof Outcome.Settled
        || outcome instanceof Outcome.Fenced;
  }

  /** True if the memory may be old, and is to be loaded again. */
  private boolean isSuspect(AskerChannel asker, AnswerMessage.Item item, long attempt) {
    if (!asker.isLatest(attempt)) {
      return false;
    }
    if (item.number() != asker.below()) {
      asker.resend();
      return false;
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
    return true;
  }

  /** Runs one continuation that may run; false if there is none. */
  boolean next(LaneState memory, AnswerSteps steps, Draft made) {
    for (var due : memory.deadlines().passed(made.at())) {
      arrived.putIfAbsent(new Numbered(due.replier(), due.number()), new Outcome.Expired());
    }
    for (var at : arrived.entrySet()) {
      var numbered = at.getKey();
      if (mayContinue(memory, numbered, made.at())) {
        var outcome = at.getValue();
        arrived.remove(numbered);
        continueWith(memory, steps, made, numbered, outcome);
        return true;
      }
    }
    return false;
  }

  /** A lane that takes no more atoms continues none either, but what it serves goes on. */
  private boolean mayContinue(LaneState memory, Numbered numbered, long now) {
    var ask = memory.asker(numbered.replier()).outstanding(numbered.number());
    var isOfAtom = ask != null && ask.root() instanceof Root.OfAtom;
    return retries.mayRun(numbered, now) && !(isOfAtom && retries.stopped().isPresent());
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
        retries.attempt(
            numbered,
            made.at(),
            () -> DeadLetter.OfContinuation.what(ask),
            () -> steps.answer(asker, numbered.number(), ask, outcome),
            failed -> steps.deadLetter(asker, numbered.number(), ask, outcome, failed),
            failed -> steps.skip(asker, numbered.number(), ask, outcome, failed));
    if (!isOver) {
      arrived.put(numbered, outcome);
    }
  }
}
