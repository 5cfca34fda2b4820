package dev.portals.testkit;

/**
 * What is decided before a run.
 *
 * @param onTable whether lanes are in a table, or in a log
 * @param pages how many pages a lane has in a table
 * @param ring how many slots a lane has in a table
 * @param pace how often processes are polled: with a slow pace much is waiting at each poll
 * @param faultyTicks how long faults go on
 */
record Setting(boolean onTable, int pages, int ring, int pace, int faultyTicks) {
  private static final int MOST_PAGES = 4;
  private static final int MOST_FAULTY_TICKS = 900;

  static Setting of(Chance chance) {
    return new Setting(
        chance.oneIn(2),
        1 + chance.below(MOST_PAGES),
        4 + 4 * chance.below(2),
        2 + chance.below(10),
        MOST_FAULTY_TICKS - chance.below(MOST_FAULTY_TICKS));
  }
}
