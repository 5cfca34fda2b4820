package dev.portals.task;

/** Runs once an atom and lane, behind the atom's last event; for an empty atom too. */
@FunctionalInterface
public interface OnAtomComplete<O> {
  /** What it emits is behind what the events emitted, in the same atom. */
  void onAtomComplete(LaneContext<O> ctx);
}
