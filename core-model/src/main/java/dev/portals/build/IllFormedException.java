package dev.portals.build;

import dev.portals.PortalsException;
import java.util.List;

/**
 * An application that breaks a rule of well-formedness (design rule S12); names every problem at
 * once.
 */
public final class IllFormedException extends PortalsException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> problems;

  IllFormedException(String application, List<String> problems) {
    super(
        "application /"
            + application
            + " has "
            + problems.size()
            + " problem"
            + (problems.size() == 1 ? "" : "s")
            + ":\n  "
            + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Each problem: its path, what is wrong, and advice. */
  public List<String> problems() {
    return problems;
  }
}
