/** The door of a durable process: portals are asked over HTTP, with JSON. */
@NullMarked
package dev.portals.local.http;

import org.jspecify.annotations.NullMarked;
