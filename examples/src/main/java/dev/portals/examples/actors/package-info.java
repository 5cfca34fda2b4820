/** Actors on top of portals, in one file, and Fibonacci numbers by actors. */
@NullMarked
package dev.portals.examples.actors;

import org.jspecify.annotations.NullMarked;
