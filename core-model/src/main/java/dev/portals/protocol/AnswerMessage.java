package dev.portals.protocol;

import dev.portals.plan.LaneId;
import java.util.List;

/**
 * What a replier says of asks of one channel. Answers that became known later are sent without
 * having been asked for again, with attempt {@link #UNASKED}: to the asker this is a slow response
 * to an earlier sending.
 */
public record AnswerMessage(Caller caller, LaneId replier, long attempt, List<Item> items) {
  /** The attempt of an answer that responds to no particular sending. */
  public static final long UNASKED = -1;

  /** True if it says no more than to ask again. */
  public boolean isPending() {
    return items.stream().allMatch(item -> item.outcome() instanceof Outcome.Pending);
  }

  /** The outcome of one number. */
  public record Item(long number, Outcome outcome) {}
}
