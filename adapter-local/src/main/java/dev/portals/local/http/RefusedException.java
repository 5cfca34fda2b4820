package dev.portals.local.http;

import dev.portals.PortalsException;
import org.jspecify.annotations.Nullable;

/** A request that is answered with an error. */
final class RefusedException extends PortalsException {
  private static final long serialVersionUID = 1L;

  private final int status;

  RefusedException(int status, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  int status() {
    return status;
  }
}
