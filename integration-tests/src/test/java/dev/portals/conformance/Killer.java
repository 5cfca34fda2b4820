package dev.portals.conformance;

import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Kills processes of a backend at random moments, until it is closed. */
final class Killer {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final FutureTask<Integer> kills;

  /**
   * Begins.
   *
   * @param millis the most that passes between two kills
   */
  Killer(Backend backend, SplittableRandom random, int millis) {
    kills =
        new FutureTask<>(
            () -> {
              var count = 0;
              while (!ended.await(1 + random.nextInt(millis), TimeUnit.MILLISECONDS)) {
                backend.kill();
                count++;
              }
              return count;
            });
    var thread = new Thread(kills, "killer");
    thread.setDaemon(true);
    thread.start();
  }

  /** Kills no more; says how often it has. */
  int end() throws Exception {
    ended.countDown();
    return kills.get();
  }
}
