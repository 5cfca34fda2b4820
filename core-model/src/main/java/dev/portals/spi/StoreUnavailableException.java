package dev.portals.spi;

import dev.portals.PortalsException;

/** A store cannot be read now. The driver tries again later; nothing is lost. */
public final class StoreUnavailableException extends PortalsException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message) {
    super(message);
  }
}
