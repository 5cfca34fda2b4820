/**
 * What backends that have a table keep in it, over four calls of {@link dev.portals.spi.Table}: the
 * lanes, a ring of commits and pages that cache the state (protocol rules C1 to C5, C8, C10), wake
 * rows (W1, W3) and the registry (L1). The lane store runs as it is in the simulation; an adapter
 * only translates the four calls.
 */
@NullMarked
package dev.portals.store;

import org.jspecify.annotations.NullMarked;
