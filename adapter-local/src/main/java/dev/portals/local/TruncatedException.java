package dev.portals.local;

import dev.portals.PortalsException;

/** What a reader of a stream wants is not kept any more; the message says so. */
public final class TruncatedException extends PortalsException {
  private static final long serialVersionUID = 1L;

  private final String position;

  TruncatedException(String message, String position) {
    super(message);
    this.position = position;
  }

  /** The earliest position from which the reader can go on. */
  public String position() {
    return position;
  }
}
