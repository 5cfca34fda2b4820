/**
 * Runs user code for one step: bytes and committed state in, bytes and state changes out. Pure: no
 * ports, no time, no randomness, no threads; what a step did is only described (design rules S1,
 * S2, S4, S5).
 */
@NullMarked
package dev.portals.engine;

import org.jspecify.annotations.NullMarked;
