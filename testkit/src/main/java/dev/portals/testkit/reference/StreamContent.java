package dev.portals.testkit.reference;

import java.util.List;

/**
 * What a stream holds.
 *
 * @param atoms in order, each with its events in order
 * @param isSealed whether nothing more will come
 */
public record StreamContent(List<List<Object>> atoms, boolean isSealed) {}
