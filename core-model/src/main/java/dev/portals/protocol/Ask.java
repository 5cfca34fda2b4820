package dev.portals.protocol;

import dev.portals.codec.Bytes;
import java.util.Optional;

/**
 * An ask as its asker stores it.
 *
 * @param hash of the payload as stored, never of a re-encoding (replier rule 6)
 * @param task the asking task, whose continuation runs under {@code askerKey}
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
    Optional<Then> then) {
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
