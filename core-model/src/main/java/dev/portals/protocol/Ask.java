package dev.portals.protocol;

import dev.portals.codec.Bytes;
import java.util.Optional;

/**
 * An ask as its asker stores it.
 *
 * @param hash of the payload as stored, never of a re-encoding (replier rule 6)
 * @param task the asking task, whose continuation runs under {@code askerKey}
 * @param deadline when it expires, in milliseconds since 1970-01-01 UTC (asker rule 5)
 * @param then empty if nobody awaits the answer
 */
public record Ask(
    String portal,
    String key,
    long hash,
    Bytes payload,
    Root root,
    String task,
    String askerKey,
    Optional<Long> deadline,
    Optional<Then> then) {
  /**
   * How many asks that wait lead to this one, itself included. Nobody waits for one without a
   * continuation, so it begins anew: messages may be passed on for ever.
   */
  public int depth() {
    return then.isPresent() ? root.depth() + 1 : 1;
  }

  /** What is kept of an ask that expired: enough to make its number known to the replier. */
  Ask voided() {
    return new Ask(
        portal, key, hash, Bytes.EMPTY, root, task, askerKey, Optional.empty(), Optional.empty());
  }

  /**
   * A continuation: its name in the task and its encoded context.
   *
   * @param replies whether it may reply to the ask being served
   * @param all where the ask stands if others are awaited with it
   */
  public record Then(String continuation, Bytes context, boolean replies, Optional<Member> all) {}

  /**
   * The place of an ask among those that its continuation awaits together.
   *
   * @param group unique in the lane, growing
   * @param index of this ask, from 0
   * @param size how many there are
   */
  public record Member(long group, int index, int size) {}
}
