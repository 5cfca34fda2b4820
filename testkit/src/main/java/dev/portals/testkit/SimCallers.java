package dev.portals.testkit;

import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Callers from outside: they ask until they hear an answer, at times also after, each under a key.
 */
final class SimCallers {
  private final List<OutsideAsk> asks;
  private final Chance chance;
  private final Map<Caller.External, Outcome> heard = new HashMap<>();

  SimCallers(List<OutsideAsk> asks, Chance chance) {
    this.asks = asks;
    this.chance = chance;
  }

  /** An ask that is repeated now, be it answered or not; null if there are none. */
  @Nullable AskMessage any() {
    return asks.isEmpty() ? null : message(chance.oneOf(asks));
  }

  /** An ask without an answer, repeated now; null if there are none. */
  @Nullable AskMessage unanswered() {
    var open = asks.stream().filter(ask -> !heard.containsKey(ask.caller())).toList();
    return open.isEmpty() ? null : message(chance.oneOf(open));
  }

  private AskMessage message(OutsideAsk ask) {
    return ask.message(chance.below(Integer.MAX_VALUE));
  }

  void hear(Caller.External caller, AnswerMessage.Item item) {
    var outcome = item.outcome();
    if (outcome.isAnswer() || outcome instanceof Outcome.Ended) {
      var before = heard.putIfAbsent(caller, outcome);
      if (before != null && !before.equals(outcome)) {
        throw new Deviation(caller + " was answered " + before + ", then " + outcome);
      }
    } else if (!(outcome instanceof Outcome.Pending) && !(outcome instanceof Outcome.Busy)) {
      throw new Deviation(caller + " was refused: " + outcome);
    }
  }

  /** What a caller has heard, or null. */
  @Nullable Outcome heard(Caller.External caller) {
    return heard.get(caller);
  }
}
