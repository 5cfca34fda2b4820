/** Counts words: the smallest application with state. */
@NullMarked
package dev.portals.examples.wordcount;

import org.jspecify.annotations.NullMarked;
