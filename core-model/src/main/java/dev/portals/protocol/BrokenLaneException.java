package dev.portals.protocol;

import dev.portals.PortalsException;

/**
 * A lane met what no faultless peer does. It stops, visibly, and a person decides (asker rule 4).
 */
public final class BrokenLaneException extends PortalsException {
  private static final long serialVersionUID = 1L;

  public BrokenLaneException(String message) {
    super(message);
  }
}
