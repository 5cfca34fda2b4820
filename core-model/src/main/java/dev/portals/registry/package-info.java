/**
 * The life of applications: launched, replaced, stopped while others run (rules L1 to L3, P3).
 * Whoever is killed in the middle is followed by one who goes on.
 */
@NullMarked
package dev.portals.registry;

import org.jspecify.annotations.NullMarked;
