/** Commands that talk to a running process, over HTTP. */
@NullMarked
package dev.portals.cli.remote;

import org.jspecify.annotations.NullMarked;
