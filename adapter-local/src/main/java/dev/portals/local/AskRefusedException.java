package dev.portals.local;

import dev.portals.PortalsException;

/** An ask from outside was not run, or can have no answer from this process. */
public final class AskRefusedException extends PortalsException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** The idempotency key, or the key of the request, is none that can be kept. */
    BAD_KEY,
    /** The idempotency key was used before with another payload. */
    KEY_REUSED,
    /** Too many answers are kept: ask again later. */
    BUSY,
    /**
     * The lane that serves it has stopped for good. If it was accepted before, it goes on once the
     * directory is opened again and what broke the lane is mended: ask with the same key then.
     */
    BROKEN
  }

  private final Reason reason;

  AskRefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
