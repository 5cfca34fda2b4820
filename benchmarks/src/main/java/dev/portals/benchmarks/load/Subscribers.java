package dev.portals.benchmarks.load;

import dev.portals.local.LocalPortals;
import dev.portals.local.Tail;
import dev.portals.local.TruncatedException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Two readers from outside: one is woken when there is something, one looks once a minute. */
final class Subscribers {
  private static final int PAUSE_SECONDS = 60;

  /** Counts what it reads; it is told of what it was too slow for, and goes on behind that. */
  private static final class Subscriber implements Runnable {
    private final Semaphore ready = new Semaphore(1);
    private final int pauseSeconds;
    private final Tail tail;
    private final Thread thread;
    private volatile boolean closed;
    private volatile long events;
    private volatile int truncated;

    private Subscriber(LocalPortals portals, int pauseSeconds) {
      this.pauseSeconds = pauseSeconds;
      tail = portals.tail(Bookings.BOOKED.path(), Tail.EARLIEST, ready::release);
      thread = new Thread(this, "subscriber-" + pauseSeconds);
      thread.start();
    }

    @Override
    public void run() {
      try {
        while (!closed) {
          ready.acquire();
          ready.drainPermits();
          readAll();
          if (pauseSeconds > 0 && !tail.isAtEnd()) {
            TimeUnit.SECONDS.sleep(pauseSeconds);
            ready.release();
          }
        }
      } catch (InterruptedException end) {
        closed = true;
      }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // this thread alone writes
    private void readAll() {
      for (var read = poll(); read.isPresent(); read = poll()) {
        events += read.get().events().size();
      }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // this thread alone writes
    private Optional<Tail.Read> poll() {
      while (true) {
        try {
          return tail.poll();
        } catch (TruncatedException missed) {
          truncated++;
        }
      }
    }

    private void stop() throws InterruptedException {
      thread.interrupt();
      thread.join();
      readAll();
      tail.close();
    }
  }

  private final Subscriber steady;
  private final Subscriber slow;

  Subscribers(LocalPortals portals) {
    steady = new Subscriber(portals, 0);
    slow = new Subscriber(portals, PAUSE_SECONDS);
  }

  /** What the one that is woken has read. */
  long events() {
    return steady.events;
  }

  /** How often the one that is woken was told that it was too slow. */
  int truncated() {
    return steady.truncated;
  }

  /** How often the one that looks once a minute was told so. */
  int truncatedSlow() {
    return slow.truncated;
  }

  /** Reads what is left, and ends both. */
  void stop() throws InterruptedException {
    steady.stop();
    slow.stop();
  }
}
