/**
 * The durable single process: one log for all lanes, lanes on worker threads, streams and asks in
 * memory.
 */
@NullMarked
package dev.portals.local;

import org.jspecify.annotations.NullMarked;
