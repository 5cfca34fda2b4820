/**
 * Measures, each beside what this machine could do at most in the same run. Never part of the
 * tests.
 */
@NullMarked
package dev.portals.benchmarks;

import org.jspecify.annotations.NullMarked;
