/**
 * The ports that a backend fills. Each says what an implementation may do; everything else is core.
 * Calls come from the thread that polls the driver, one at a time a lane. Time is {@link
 * java.time.InstantSource}, randomness {@link java.util.random.RandomGenerator}.
 */
@NullMarked
package dev.portals.spi;

import org.jspecify.annotations.NullMarked;
