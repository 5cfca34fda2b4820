package dev.portals.local.json;

import dev.portals.PortalsException;

/** Text that is not JSON, or not that of the wanted type. One line, which names the field. */
public final class JsonException extends PortalsException {
  private static final long serialVersionUID = 1L;

  JsonException(String message) {
    super(message);
  }

  JsonException(String message, Throwable cause) {
    super(message, cause);
  }
}
