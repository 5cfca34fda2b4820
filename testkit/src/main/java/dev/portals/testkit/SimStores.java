package dev.portals.testkit;

import dev.portals.spi.LaneStore;

/** Where the processes of a run keep their lanes. */
interface SimStores {
  /** The store as another process opens it. */
  LaneStore open();

  /** True if a write is delayed. */
  boolean hasLate();

  /** Lets a delayed write arrive; false if there is none. */
  boolean landLate();

  /** What was particular to a table. */
  Run.OnTable use();
}
