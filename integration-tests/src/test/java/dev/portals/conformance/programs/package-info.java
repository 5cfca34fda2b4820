/** The programs, one a file. */
@NullMarked
package dev.portals.conformance.programs;

import org.jspecify.annotations.NullMarked;
