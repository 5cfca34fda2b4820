/**
 * The commit protocol as records and state machines: what a lane stores, what lanes say to one
 * another, and for each side of a channel one machine, one file. docs/protocol.md has the rules by
 * number. Pure: no ports, time, threads.
 */
@NullMarked
package dev.portals.protocol;

import org.jspecify.annotations.NullMarked;
