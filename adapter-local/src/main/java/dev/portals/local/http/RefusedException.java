package dev.portals.local.http;

import dev.portals.PortalsException;

/** A request that is answered with an error. */
final class RefusedException extends PortalsException {
  private static final long serialVersionUID = 1L;

  private final int status;

  RefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  RefusedException(int status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  int status() {
    return status;
  }
}
