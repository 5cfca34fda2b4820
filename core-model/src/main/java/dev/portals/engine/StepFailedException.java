package dev.portals.engine;

import dev.portals.PortalsException;
import dev.portals.task.AskFailedException;

/** A step could not be done, mostly as user code threw. It left nothing. */
public final class StepFailedException extends PortalsException {
  private static final long serialVersionUID = 1L;
  private final boolean isFinal;

  StepFailedException(String path, Throwable cause) {
    super(path + " threw " + cause, cause);
    this.isFinal = cause instanceof AskFailedException;
  }

  /** A step that would end alike however often it were run. */
  public StepFailedException(String message) {
    super(message);
    this.isFinal = true;
  }

  /**
   * True for the recorded failure of an ask and other ends that running again cannot change
   * (replier rule 3).
   */
  public boolean isFinal() {
    return isFinal;
  }
}
