package dev.portals.testkit;

/**
 * What deviated, found somewhere inside a run; {@link Simulation} adds the seed and the trace. Not
 * a {@link dev.portals.PortalsException}, which a driver would take for a reason to stop its lane.
 */
final class Deviation extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final boolean endless;

  Deviation(String what) {
    this(what, false);
  }

  private Deviation(String what, boolean endless) {
    super(what);
    this.endless = endless;
  }

  /** Faults have ended, but not the run. */
  static Deviation endless(int ticks) {
    return new Deviation("still busy " + ticks + " ticks after the last fault", true);
  }

  boolean isEndless() {
    return endless;
  }
}
