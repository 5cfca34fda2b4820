package dev.portals.testkit;

/** One run of a simulation. */
interface World {
  /** Runs until nothing is left to happen, then compares; {@link Deviation} if it finds one. */
  Run run();

  /** A faultless run of what has been committed so far. */
  ReferenceRun reference(ReferenceLane.Tasks tasks);
}
