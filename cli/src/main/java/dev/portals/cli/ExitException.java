package dev.portals.cli;

import dev.portals.PortalsException;

/** Ends the command with a message and a status. */
public final class ExitException extends PortalsException {
  private static final long serialVersionUID = 1L;

  /** What a command ends with; {@code cli/README.md} documents them. */
  public enum Status {
    /** What was asked for is done. */
    OK(0),
    /** Figures do not add up, a lane stopped for good, an ask failed. */
    FAILED(1),
    /** The command line, or a request in it, is wrong. */
    USAGE(2),
    /** The data directory cannot be used. */
    DIRECTORY(3),
    /** No running process was found or reached. */
    UNREACHABLE(4);

    private final int code;

    Status(int code) {
      this.code = code;
    }

    /** The exit status of the process. */
    public int code() {
      return code;
    }
  }

  private final Status status;

  public ExitException(Status status, String message) {
    super(message);
    this.status = status;
  }

  public ExitException(Status status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  public Status status() {
    return status;
  }
}
