/** The {@code portals} command. */
@NullMarked
package dev.portals.cli;

import org.jspecify.annotations.NullMarked;
