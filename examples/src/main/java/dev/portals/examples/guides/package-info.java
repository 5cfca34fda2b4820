/** What the guides quote: small tasks, each with one thing to show. */
@NullMarked
package dev.portals.examples.guides;

import org.jspecify.annotations.NullMarked;
