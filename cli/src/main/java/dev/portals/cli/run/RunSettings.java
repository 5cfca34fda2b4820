package dev.portals.cli.run;

import dev.portals.PortalsException;
import dev.portals.cli.ExitException;
import dev.portals.local.http.DoorSettings;
import dev.portals.plan.Plan;
import java.util.Map;
import java.util.Optional;

/** What the command line says about a run. */
record RunSettings(
    Optional<Integer> operations,
    Optional<Integer> atom,
    Optional<Integer> lanes,
    String host,
    int port,
    Optional<String> token) {
  private static final int MOST_OPERATIONS = 100_000_000;
  private static final int MOST_EVENTS = 1_000;

  RunSettings {
    require("--operations", operations.orElse(1), 1, MOST_OPERATIONS);
    require("--atom", atom.orElse(1), 1, MOST_EVENTS);
    require("--lanes", lanes.orElse(1), 1, Plan.MOST_LANES);
    require("--port", port, 0, 65_535);
    requireDoor(host, port, token);
  }

  private static void requireDoor(String host, int port, Optional<String> token) {
    try {
      new DoorSettings(host, port, token, Map.of());
    } catch (PortalsException wrong) {
      throw new ExitException(
          ExitException.Status.USAGE, String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private static void require(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ExitException(
          ExitException.Status.USAGE,
          "%s is %d. Maybe %d to %d".formatted(option, value, least, most));
    }
  }

  /** Where it serves, and whom. */
  DoorSettings door() {
    return new DoorSettings(host, port, token, Map.of());
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
