/** The root of the exceptions that this project throws. */
@NullMarked
package dev.portals;

import org.jspecify.annotations.NullMarked;
