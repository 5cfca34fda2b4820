/**
 * Whole programs that every backend runs, and what each must show: what the reference interpreter
 * shows, with processes killed or not.
 */
@NullMarked
package dev.portals.conformance;

import org.jspecify.annotations.NullMarked;
