/** Fibonacci numbers by a service that asks itself and awaits several answers. */
@NullMarked
package dev.portals.examples.fibonacci;

import org.jspecify.annotations.NullMarked;
