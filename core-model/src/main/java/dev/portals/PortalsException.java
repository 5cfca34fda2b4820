package dev.portals;

/**
 * The root of every exception this project throws on purpose. The message says what went wrong,
 * with which values, and what to do about it.
 */
public class PortalsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PortalsException(String message) {
    super(message);
  }

  public PortalsException(String message, Throwable cause) {
    super(message, cause);
  }

  /** For what is expected at times and handled at once: with or without a stack trace. */
  protected PortalsException(String message, boolean hasTrace) {
    super(message, null, hasTrace, hasTrace);
  }
}
