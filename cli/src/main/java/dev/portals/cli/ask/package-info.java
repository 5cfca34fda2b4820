/** {@code portals ask}: asks a portal of a running process. */
@NullMarked
package dev.portals.cli.ask;

import org.jspecify.annotations.NullMarked;
