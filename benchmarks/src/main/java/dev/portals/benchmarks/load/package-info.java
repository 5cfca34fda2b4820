/** A steady load for as long as one likes: memory and disk must stay bounded. */
@NullMarked
package dev.portals.benchmarks.load;

import org.jspecify.annotations.NullMarked;
