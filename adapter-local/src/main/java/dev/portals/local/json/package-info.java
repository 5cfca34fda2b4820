/** Values of the declared types as JSON, for people and for HTTP. Stored values never pass here. */
@NullMarked
package dev.portals.local.json;

import org.jspecify.annotations.NullMarked;
