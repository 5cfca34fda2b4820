package dev.portals.local.log;

import dev.portals.PortalsException;

/**
 * The log cannot be opened, read, written or synced. The message names the file, the values and
 * what to do.
 */
@SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more library
public final class LogException extends PortalsException {
  private static final long serialVersionUID = 1L;

  LogException(String format, Object... values) {
    super(format.formatted(values));
  }

  LogException(Throwable cause, String format, Object... values) {
    super(format.formatted(values), cause);
  }
}
