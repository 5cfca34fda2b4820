package dev.portals.local.log;

import dev.portals.PortalsException;

/**
 * The log cannot be opened, read, written or synced. The message names the file, the values and
 * what to do.
 */
public final class LogException extends PortalsException {
  private static final long serialVersionUID = 1L;

  LogException(String message) {
    super(message);
  }

  LogException(String message, Throwable cause) {
    super(message, cause);
  }
}
