package dev.portals.protocol;

import dev.portals.codec.Bytes;
import dev.portals.plan.LaneId;
import java.util.List;
import java.util.Optional;

/**
 * Asks of one channel, in order of number.
 *
 * @param attempt tells this sending from others; echoed by the answer
 * @param below the lowest number not both settled at the asker and accepted by the replier
 */
public record AskMessage(
    Caller caller, LaneId replier, long attempt, long below, List<Item> items) {
  /**
   * One ask.
   *
   * @param payload empty for an ask that expired: it is not to be run any more
   * @param depth counts the asks that wait and led to it, from 1
   */
  public record Item(
      long number, String portal, String key, long hash, Optional<Bytes> payload, int depth) {}

  /** What says the same of every item. */
  public AnswerMessage answer(Outcome outcome) {
    var said = items.stream().map(item -> new AnswerMessage.Item(item.number(), outcome)).toList();
    return new AnswerMessage(caller, replier, attempt, said);
  }

  /** The same message without its first items. */
  public AskMessage behind(int served) {
    return new AskMessage(caller, replier, attempt, below, items.subList(served, items.size()));
  }
}
