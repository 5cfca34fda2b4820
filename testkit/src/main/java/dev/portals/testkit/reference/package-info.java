/**
 * The semantics of the model without failures, lanes or a protocol: one atom after another, one
 * step at a time, over plain maps. What every backend must show is what this shows.
 */
@NullMarked
package dev.portals.testkit.reference;

import org.jspecify.annotations.NullMarked;
