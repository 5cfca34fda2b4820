package dev.portals.task;

import dev.portals.PortalsException;

/**
 * Thrown by {@link Answer#orThrow()}; final for the step it ends, which is not retried (protocol,
 * replier rule 3).
 */
public final class AskFailedException extends PortalsException {
  private static final long serialVersionUID = 1L;

  AskFailedException(String message) {
    super(message);
  }
}
