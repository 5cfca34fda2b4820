package dev.portals.engine;

import dev.portals.PortalsException;
import dev.portals.task.AskFailedException;

/** A step could not be done, mostly as user code threw. It left nothing. */
public final class StepFailedException extends PortalsException {
  private static final long serialVersionUID = 1L;

  /** The most of a cause's text that is kept, as it is stored with an answer or a dead letter. */
  private static final int LONGEST = 2_000;

  private final boolean isFinal;

  StepFailedException(String path, Throwable cause) {
    super(shortened(path + " threw " + cause), cause);
    this.isFinal = cause instanceof AskFailedException;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST) + "… (" + text.length() + " characters)";
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
