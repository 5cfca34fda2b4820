package dev.portals.protocol;

import dev.portals.codec.Bytes;

/**
 * An indivisible batch of events of a channel, or the seal that ends it (rule P4).
 *
 * @param count how many events; 0 for a seal
 * @param events the events as the engine encodes them
 */
public record Atom(Kind kind, int count, Bytes events) {
  /** The last atom of every channel. */
  public static final Atom SEAL = new Atom(Kind.SEAL, 0, Bytes.EMPTY);

  /** What an atom is. */
  public enum Kind {
    EVENTS,
    SEAL
  }

  public static Atom of(int count, Bytes events) {
    return new Atom(Kind.EVENTS, count, events);
  }

  public boolean isSeal() {
    return kind == Kind.SEAL;
  }
}
