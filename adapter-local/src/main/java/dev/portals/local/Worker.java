package dev.portals.local;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One worker thread: runs the lanes pinned to it, a slice at a time, when they are ready or their
 * time has come.
 */
final class Worker {
  private record Alarm(long at, LaneRunner lane) {}

  private final LinkedBlockingQueue<Runnable> ready = new LinkedBlockingQueue<>();
  private final PriorityQueue<Alarm> alarms =
      new PriorityQueue<>(Comparator.comparingLong(Alarm::at));
  private final InstantSource time;
  private final Consumer<Throwable> fatal;
  private final Thread thread;
  private volatile boolean stopping;

  /**
   * A worker that is not started.
   *
   * @param time what alarms go by: the same that the lanes see
   * @param fatal told what ends the thread before its time
   */
  Worker(String name, InstantSource time, Consumer<Throwable> fatal) {
    this.time = time;
    this.fatal = fatal;
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Runs a slice of a lane soon; from any thread. */
  void ready(Runnable slice) {
    ready.add(slice);
  }

  /**
   * Wakes a lane at a time, in milliseconds since 1970 by this worker's clock; from this worker's
   * thread only.
   */
  void alarm(long at, LaneRunner lane) {
    alarms.add(new Alarm(at, lane));
  }

  /** Ends after the current slice; from any thread. */
  void stop() {
    stopping = true;
    ready.add(() -> {}); // wakes the thread if it waits
  }

  /**
   * Waits until it has ended. Interrupts do not shorten that: a slice is short, and the log should
   * not close under it.
   *
   * @param deadline in {@link System#nanoTime} nanoseconds
   * @return false if it has not ended by then. On its own thread true: it ends when its slice does
   */
  boolean awaitEnd(long deadline) {
    var interrupted = false;
    var left = deadline - System.nanoTime();
    while (Thread.currentThread() != thread && thread.isAlive() && left > 0) {
      try {
        TimeUnit.NANOSECONDS.timedJoin(thread, left);
      } catch (InterruptedException again) {
        interrupted = true;
      }
      left = deadline - System.nanoTime();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return Thread.currentThread() == thread || !thread.isAlive();
  }

  private void run() {
    try {
      while (!stopping) {
        var slice = next();
        if (slice != null) {
          slice.run();
        }
        while (!alarms.isEmpty() && alarms.peek().at() <= time.millis()) {
          alarms.remove().lane().alarm();
        }
      }
    } catch (Throwable broken) {
      fatal.accept(broken);
    }
  }

  private @Nullable Runnable next() throws InterruptedException {
    if (alarms.isEmpty()) {
      return ready.take();
    }
    var wait = alarms.peek().at() - time.millis();
    return ready.poll(Math.max(0, wait), TimeUnit.MILLISECONDS);
  }

  @Override
  public String toString() {
    return thread.getName();
  }
}
