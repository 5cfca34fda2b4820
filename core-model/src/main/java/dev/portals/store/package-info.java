/**
 * The lane store of backends that have a table: a ring of commits and pages that cache the state,
 * over four calls of {@link dev.portals.spi.Table} (protocol rules C1 to C5, C8, C10). It runs as
 * it is in the simulation; an adapter only translates the four calls.
 */
@NullMarked
package dev.portals.store;

import org.jspecify.annotations.NullMarked;
