/**
 * Runs applications under simulated faults: the shipped engine and protocol on one thread, against
 * ports that kill, lose, repeat, delay and reorder as a seed says, compared with a faultless run.
 */
@NullMarked
package dev.portals.testkit;

import org.jspecify.annotations.NullMarked;
