package dev.portals.local.json;

import dev.portals.PortalsException;
import org.jspecify.annotations.Nullable;

/** Text that is not JSON, or not that of the wanted type. One line, which names the field. */
public final class JsonException extends PortalsException {
  private static final long serialVersionUID = 1L;

  JsonException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
