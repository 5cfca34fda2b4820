package dev.portals.local.log;

import org.junit.jupiter.api.Test;

class LogSimulationTest {
  private static final int SEEDS = 2_000;

  @Test
  void log_afterSeveralTroubles_holdsWhatWasDurableAndNothingElse() {
    for (var seed = 1; seed <= SEEDS; seed++) {
      new LogRun(seed).run();
    }
  }

  @Test
  void open_afterZerosThatNeverReachedTheDisk_findsAllThatWasDurable() {
    for (var seed = 1; seed <= 50; seed++) {
      new UnsyncedZeros(seed).run();
    }
  }
}
