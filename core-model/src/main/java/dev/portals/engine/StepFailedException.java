package dev.portals.engine;

import dev.portals.PortalsException;
import dev.portals.task.AskFailedException;
import java.nio.charset.StandardCharsets;

/** A step could not be done, mostly as user code threw. It left nothing. */
public final class StepFailedException extends PortalsException {
  private static final long serialVersionUID = 1L;

  /** The most of a cause's text that is kept, as it is stored with an answer or a dead letter. */
  private static final int LONGEST = 2_000;

  private final boolean isFinal;
  private final String task;

  StepFailedException(String path, Throwable cause) {
    this(path, "", cause);
  }

  /**
   * @param task whose code threw; "" for none
   */
  StepFailedException(String path, String task, Throwable cause) {
    super(storable(path + " threw " + text(cause)), cause);
    this.isFinal = cause instanceof AskFailedException;
    this.task = task;
  }

  /** What was thrown is user code too: its text may throw. */
  private static String text(Throwable cause) {
    try {
      return String.valueOf(cause);
    } catch (RuntimeException unreadable) {
      return cause.getClass().getName()
          + ", whose text cannot be read: "
          + unreadable.getClass().getName();
    }
  }

  /**
   * Cut to what is stored; half a surrogate pair, which no encoding has, becomes a question mark.
   */
  private static String storable(String text) {
    var cut = text;
    if (text.length() > LONGEST) {
      var end = text.substring(text.length() - LONGEST / 2); // of a chain of asks, where it began
      cut = text.substring(0, LONGEST / 2) + " … (" + text.length() + " characters) … " + end;
    }
    return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** A step that would end alike however often it were run. */
  public StepFailedException(String message) {
    super(storable(message));
    this.isFinal = true;
    this.task = "";
  }

  /** The task whose code threw; "" if it was no task's. */
  String task() {
    return task;
  }

  /**
   * True for the recorded failure of an ask and other ends that running again cannot change
   * (replier rule 3).
   */
  public boolean isFinal() {
    return isFinal;
  }
}
