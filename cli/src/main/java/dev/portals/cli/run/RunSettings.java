package dev.portals.cli.run;

import dev.portals.cli.ExitException;
import dev.portals.plan.Plan;
import java.util.Optional;

/** What the command line says about a run. */
record RunSettings(
    Optional<Integer> operations, Optional<Integer> atom, Optional<Integer> lanes, int port) {
  private static final int MOST_OPERATIONS = 100_000_000;
  private static final int MOST_EVENTS = 1_000;

  RunSettings {
    require("--operations", operations.orElse(1), 1, MOST_OPERATIONS);
    require("--atom", atom.orElse(1), 1, MOST_EVENTS);
    require("--lanes", lanes.orElse(1), 1, Plan.MOST_LANES);
    require("--port", port, 0, 65_535);
  }

  private static void require(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ExitException(
          ExitException.Status.USAGE,
          "%s is %d. Maybe %d to %d".formatted(option, value, least, most));
    }
  }

  /** The scale of a run that begins. */
  Scale scale(Scale usual) {
    return new Scale(operations.orElse(usual.operations()), atom.orElse(usual.atom()));
  }

  /** Whether a run that has begun is what the command line says. */
  boolean agreesWith(Scale begun) {
    return operations.orElse(begun.operations()) == begun.operations()
        && atom.orElse(begun.atom()) == begun.atom();
  }
}
