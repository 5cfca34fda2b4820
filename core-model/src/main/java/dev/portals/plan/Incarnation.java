package dev.portals.plan;

/**
 * Tells an application from its earlier selves under the same path: part of every lane and channel,
 * so that a relaunched application never meets its dead self.
 *
 * @param ordinal given out by the registry, growing
 * @param nonce random, in case a registry was restored
 */
public record Incarnation(long ordinal, long nonce) {}
