package dev.portals.conformance;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Kills processes of a backend, until it has done so often enough or is ended. Mostly when the
 * program has got to a random point, so that a slow start does not draw all kills to itself, at
 * times soon after the last kill.
 */
final class Killer implements AutoCloseable {
  private static final int SOON_MILLIS = 300;

  private final Backend.Killable backend;
  private final RandomGenerator random;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final FutureTask<Integer> kills;
  private final Thread thread;

  /**
   * Begins.
   *
   * @param whole the progress at which the program ends
   * @param most how many kills at most
   */
  Killer(Backend.Killable backend, RandomGenerator random, long whole, int most) {
    this.backend = backend;
    this.random = random;
    kills = new FutureTask<>(() -> run(whole, most));
    thread = new Thread(kills, "killer");
    thread.setDaemon(true);
    thread.start();
  }

  private int run(long whole, int most) throws Exception {
    var count = 0;
    while (count < most && awaitMoment(whole)) {
      backend.kill();
      count++;
    }
    return count;
  }

  /** False if the program ends before the moment. */
  private boolean awaitMoment(long whole) throws Exception {
    if (random.nextInt(4) == 0) {
      return !ended.await(1 + random.nextInt(SOON_MILLIS), TimeUnit.MILLISECONDS);
    }
    var now = backend.progress();
    var target = now + 1 + (now < whole ? random.nextLong(whole - now) : 0);
    while (backend.progress() < target) {
      if (ended.await(1, TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return true;
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
