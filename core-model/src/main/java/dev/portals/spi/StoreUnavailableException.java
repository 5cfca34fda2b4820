package dev.portals.spi;

import dev.portals.PortalsException;

/**
 * A store cannot be read now. The driver tries again later; nothing is lost. Where it was thrown
 * from says nothing that the message does not, so it has no stack trace.
 */
public final class StoreUnavailableException extends PortalsException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message) {
    super(message, false);
  }
}
