/** The exception that everything here throws on purpose. */
@NullMarked
package dev.portals;

import org.jspecify.annotations.NullMarked;
