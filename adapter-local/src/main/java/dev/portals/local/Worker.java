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

  private final LinkedBlockingQueue<Runnable> ready = new LinkedBlockingQueue<>();
  private final PriorityQueue<Alarm> alarms =
      new PriorityQueue<>(Comparator.comparingLong(Alarm::at));
  private final Consumer<Throwable> fatal;
  private final Thread thread;
  private volatile boolean stopping;

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
  void stop() {
    stopping = true;
    ready.add(() -> {}); // wakes the thread if it waits
    if (Thread.currentThread() == thread) {
      return;
    }
    var interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException again) {
        interrupted = true; // a slice is short; the log must not close under it
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!stopping) {
        var slice = next();
        if (slice != null) {
          slice.run();
        }
        while (!alarms.isEmpty() && alarms.peek().at() <= System.currentTimeMillis()) {
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
    var wait = alarms.peek().at() - System.currentTimeMillis();
    return ready.poll(Math.max(0, wait), TimeUnit.MILLISECONDS);
  }
}
