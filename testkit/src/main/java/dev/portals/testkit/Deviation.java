package dev.portals.testkit;

import dev.portals.PortalsException;

/** What deviated, found somewhere inside a run; {@link Simulation} adds the seed and the trace. */
final class Deviation extends PortalsException {
  private static final long serialVersionUID = 1L;

  Deviation(String what) {
    super(what);
  }

  Deviation(String what, Throwable cause) {
    super(what, cause);
  }
}
