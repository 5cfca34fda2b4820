package dev.portals.testkit;

/**
 * What deviated, found somewhere inside a run; {@link Simulation} adds the seed and the trace. Not
 * a {@link dev.portals.PortalsException}, which a driver would take for a reason to stop its lane.
 */
final class Deviation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Deviation(String what) {
    super(what);
  }
}
