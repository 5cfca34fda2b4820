/** A post office: streams that are joined, parted, led back, and written from outside. */
@NullMarked
package dev.portals.examples.post;

import org.jspecify.annotations.NullMarked;
