package dev.portals.testkit;

/** What happens by itself sooner or later; it decides how far things have got by then. */
enum Turn {
  /** A paused process goes on. */
  RESUME(60),
  /** A write or publish arrives whose sender has given up waiting. */
  LAND(15),
  /** Somebody launches, replaces or stops an application, or goes on with that. */
  CHANGE(70);

  private final int oneIn;

  Turn(int oneIn) {
    this.oneIn = oneIn;
  }

  /** How often it is asked for until it happens, on average. */
  int oneIn() {
    return oneIn;
  }
}
