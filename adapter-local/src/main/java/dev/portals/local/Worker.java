package dev.portals.local;

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

  private static final Runnable STOP = () -> {};

  private final LinkedBlockingQueue<Runnable> ready = new LinkedBlockingQueue<>();
  private final PriorityQueue<Alarm> alarms =
      new PriorityQueue<>(Comparator.comparingLong(Alarm::at));
  private final Consumer<Throwable> fatal;
  private final Thread thread;

  Worker(String name, Consumer<Throwable> fatal) {
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

  /** Wakes a lane at a time, in milliseconds since 1970; from this worker's thread only. */
  void alarm(long at, LaneRunner lane) {
    alarms.add(new Alarm(at, lane));
  }

  /** Ends after the current slice and waits for that. */
  void stop() throws InterruptedException {
    ready.clear();
    ready.add(STOP);
    thread.join();
  }

  private void run() {
    try {
      while (true) {
        var slice = next();
        if (slice == STOP) {
          return;
        }
        if (slice != null) {
          slice.run();
        }
        while (!alarms.isEmpty() && alarms.peek().at() <= System.currentTimeMillis()) {
          alarms.remove().lane().wake();
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
    var wait = alarms.peek().at() - System.currentTimeMillis();
    return ready.poll(Math.max(0, wait), TimeUnit.MILLISECONDS);
  }
}
