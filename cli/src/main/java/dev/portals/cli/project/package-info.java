/** {@code portals new}: a small project of one's own to begin with. */
@NullMarked
package dev.portals.cli.project;

import org.jspecify.annotations.NullMarked;
