package dev.portals.protocol;

import dev.portals.codec.Bytes;
import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one page caches of a lane (rule C3): a function of the lane's commits and of nothing else,
 * so pages that two processes make of one commit are equal. The atoms of outboxes and the dead
 * letters are kept elsewhere.
 *
 * @param values by state and key
 * @param gathered answers to asks that are awaited together, by group and index
 * @param life on one page only, on the others {@code OPEN}
 */
public record PageImage(
    Map<String, Map<String, Bytes>> values,
    Map<Input, Consumer> consumers,
    Map<String, Producer> producers,
    Map<LaneId, Asker> askers,
    Map<Caller, Replier> repliers,
    Map<Long, Map<Integer, Outcome>> gathered,
    Life life) {

  /** A page to be filled. */
  static PageImage empty(Life life) {
    return new PageImage(
        new HashMap<>(),
        new HashMap<>(),
        new HashMap<>(),
        new HashMap<>(),
        new HashMap<>(),
        new HashMap<>(),
        life);
  }

  /** How far a lane is in its life, from the beginning to the end, see {@link Stage}. */
  public enum Life {
    OPEN,
    CLOSING,
    ENDED
  }

  /** Names the receiving side of a stream channel. */
  public record Input(String port, StreamChannel channel) {}

  /** A {@link ConsumerChannel}, with the number of the first atom that it read. */
  public record Consumer(long start, long cursor, boolean sealed) {}

  /** A {@link ProducerChannel}. The atoms from {@code published} to {@code next} are elsewhere. */
  public record Producer(long next, long published, boolean sealed) {}

  /**
   * An {@link AskerChannel}.
   *
   * @param groups the number behind the newest group that has an ask here
   */
  public record Asker(
      long next, long groups, List<Outstanding> outstanding, List<Outstanding> voided) {}

  /** An ask that is not settled. */
  public record Outstanding(long number, Ask ask) {}

  /**
   * A {@link ReplierChannel}.
   *
   * @param at when an outside caller's ask was accepted, in milliseconds since 1970; 0 for a lane
   */
  public record Replier(long next, long at, List<Accepted> accepted) {}

  /** An ask that was accepted; without an answer it is open. */
  public record Accepted(long number, long hash, Optional<Outcome> answer) {}
}
