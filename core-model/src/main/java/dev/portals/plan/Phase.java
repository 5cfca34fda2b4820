package dev.portals.plan;

/** Where an application is in its life (protocol rule L1). */
public enum Phase {
  /** Written down, but not seen by look-ups: the same launch goes on with it. */
  LAUNCHING,
  /** Its lanes run, others may refer to it. */
  RUNNING,
  /** Its lanes take nothing new and end when nothing is owed. */
  DRAINING,
  /** The same, but they do not wait for answers. */
  ABORTING,
  /** Its lanes have ended for good; the path is free. */
  STOPPED
}
