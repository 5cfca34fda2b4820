package dev.portals.engine;

import dev.portals.codec.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a step did. Nothing of it has happened yet.
 *
 * @param changes those of one state one behind the other
 * @param reply the encoded reply, if the step served an ask and replied
 */
public record Step(
    List<StateChange> changes, List<Emission> emissions, List<Asking> asks, Optional<Bytes> reply) {

  /** A value set, or removed if empty. */
  public record StateChange(String state, String key, Optional<Bytes> value) {}

  /** One atom for an output port. */
  public record Emission(String port, int count, Bytes events) {}

  /**
   * An ask.
   *
   * @param key what the portal is keyed by
   * @param task the asking task's name, in whose scope the continuation is found
   * @param askerKey the key under which the continuation runs
   * @param within how long the answer is waited for, from the step's time on
   * @param then empty if nobody awaits the answer
   */
  public record Asking(
      String portal,
      String key,
      Bytes payload,
      String task,
      String askerKey,
      Optional<Duration> within,
      Optional<Then> then) {}

  /**
   * A continuation: its name and its encoded context.
   *
   * @param replies whether it may reply to the ask being served
   * @param all where the ask stands if others are awaited with it
   */
  public record Then(String continuation, Bytes context, boolean replies, Optional<Member> all) {}

  /**
   * The place of an ask among those that a continuation awaits together.
   *
   * @param group counts such groups of the step, from 0
   * @param index of this ask among them
   * @param size how many there are
   */
  public record Member(int group, int index, int size) {}

  /** True if a continuation of this step's asks may still reply to the ask being served. */
  public boolean mayReplyLater() {
    return asks.stream().anyMatch(ask -> ask.then().filter(Then::replies).isPresent());
  }
}
