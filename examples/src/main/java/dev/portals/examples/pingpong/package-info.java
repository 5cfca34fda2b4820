/**
 * Ping-pong: two applications whose tasks ask each other in turn, and a third that serves balls.
 */
@NullMarked
package dev.portals.examples.pingpong;

import org.jspecify.annotations.NullMarked;
