/** {@code portals run}: an example in one durable process. */
@NullMarked
package dev.portals.cli.run;

import org.jspecify.annotations.NullMarked;
