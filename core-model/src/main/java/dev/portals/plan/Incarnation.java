package dev.portals.plan;

/**
 * Tells an application from its earlier selves under the same path: part of every lane and channel,
 * so that a relaunched application never meets its dead self.
 *
 * @param ordinal given out by the registry, growing
 * @param nonce random, in case a registry was restored
 */
public record Incarnation(long ordinal, long nonce) {
  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Incarnation that && ordinal == that.ordinal && nonce == that.nonce;
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(ordinal) + Long.hashCode(nonce);
  }
}
