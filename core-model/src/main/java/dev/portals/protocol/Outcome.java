package dev.portals.protocol;

import dev.portals.codec.Bytes;

/** What a replier says of one number. */
public sealed interface Outcome {
  /** It ran and replied. */
  record Replied(Bytes value) implements Outcome {}

  /** It ran and failed; the failed step left nothing. */
  record Failed(String error) implements Outcome {}

  /** The asker gave up before it was accepted; it did not run and never will. */
  record Expired() implements Outcome {}

  /** It is accepted and still runs: ask again. */
  record Pending() implements Outcome {}

  /** It was answered, and the asker said so before. */
  record Settled() implements Outcome {}

  /** A lower number has not come yet. */
  record Early() implements Outcome {}

  /**
   * The number was taken by another payload, the key belongs to another lane, or the portal to
   * another operator.
   */
  record Mismatch() implements Outcome {}

  /** A later incarnation of the asker has asked. */
  record Fenced() implements Outcome {}

  /**
   * The lane has ended, or is about to and takes nothing new from outside. If it was accepted, its
   * outcome is not known and never will be.
   */
  record Ended() implements Outcome {}

  /**
   * Not now: ask again. A lane hears it also from a process that does not know it: its transport is
   * to read the registry again, as it may have been launched since.
   */
  record Busy() implements Outcome {}

  /** True for an answer that is recorded and never changes. */
  default boolean isAnswer() {
    return this instanceof Replied || this instanceof Failed || this instanceof Expired;
  }
}
