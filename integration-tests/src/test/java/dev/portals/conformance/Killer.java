package dev.portals.conformance;

import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Kills processes of a backend at random moments, until it has done so often enough or is ended.
 */
final class Killer implements AutoCloseable {
  /** A fast machine is done with a program after about so long. */
  private static final int MILLIS = 500;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final FutureTask<Integer> kills;
  private final Thread thread;

  /**
   * Begins.
   *
   * @param most how many kills at most. The time between two grows, so that the program gets to its
   *     end however slow the machine is
   */
  Killer(Backend backend, SplittableRandom random, int most) {
    kills =
        new FutureTask<>(
            () -> {
              var count = 0;
              var wait = MILLIS;
              while (count < most
                  && !ended.await(1 + random.nextInt(wait), TimeUnit.MILLISECONDS)) {
                backend.kill();
                count++;
                wait += MILLIS;
              }
              return count;
            });
    thread = new Thread(kills, "killer");
    thread.setDaemon(true);
    thread.start();
  }

  /** Kills no more; says how often it has. */
  int end() throws Exception {
    ended.countDown();
    return kills.get();
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
