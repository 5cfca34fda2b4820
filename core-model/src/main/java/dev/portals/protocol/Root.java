package dev.portals.protocol;

/**
 * What caused an ask: only asks rooted in an atom hold back the lane's next atom (asker rule 6).
 */
public sealed interface Root {
  /** How many asks lead here. */
  int depth();

  /** The lane's current atom. */
  record OfAtom() implements Root {
    @Override
    public int depth() {
      return 0;
    }
  }

  /** An ask that this lane serves. */
  record OfServed(Caller caller, long number, int depth) implements Root {}
}
