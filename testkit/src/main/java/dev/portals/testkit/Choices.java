package dev.portals.testkit;

/** Where the decisions of a run come from. The plainest is always 0, or no. */
interface Choices {
  /** From 0 up to {@code bound}, exclusive. */
  int below(int bound);

  /** Whether a fault strikes. */
  boolean strikes(Fault fault, Event event);

  /** Whether something happens now. If it never does, it happens when nothing else can. */
  boolean turns(Turn turn, Event event);
}
