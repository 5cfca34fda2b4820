package dev.portals.local.log;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The meeting point of the threads that append or wait and the one that syncs. Holds two epochs in
 * memory: one is being filled while the other is being written. Thread-safe; the methods named as
 * the syncing thread's are for it alone, and on it the others throw where they would wait for it.
 */
final class Epochs {
  private final String place;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Condition progress = lock.newCondition();

  private EpochBuffer filling;
  private EpochBuffer other;
  private long durable;
  private boolean closed;
  private @Nullable LogException failure;
  private @Nullable Thread syncing;

  /**
   * Starts after {@code durable}. Each epoch takes at most {@code capacity} bytes. {@code place} is
   * for messages.
   */
  Epochs(String place, int capacity, long durable) {
    this.place = place;
    this.durable = durable;
    filling = new EpochBuffer(capacity);
    other = new EpochBuffer(capacity);
    filling.begin(durable + 1);
  }

  long append(byte[] bytes, int start, int length) {
    lock.lock();
    try {
      checkOpen();
      while (!filling.fits(length)) {
        refuseOnSyncThread("append to a full log");
        room.awaitUninterruptibly();
        checkOpen();
      }
      filling.add(bytes, start, length);
      filled.signal();
      return filling.number();
    } finally {
      lock.unlock();
    }
  }

  long appended() {
    lock.lock();
    try {
      return filling.isEmpty() ? filling.number() - 1 : filling.number();
    } finally {
      lock.unlock();
    }
  }

  long durable() {
    lock.lock();
    try {
      return durable;
    } finally {
      lock.unlock();
    }
  }

  void whenDurable(long epoch, Runnable action) {
    lock.lock();
    try {
      checkAppended(epoch);
      if (epoch > durable) {
        (epoch == filling.number() ? filling : other).actions().add(action);
        return;
      }
    } finally {
      lock.unlock();
    }
    action.run();
  }

  void awaitDurable(long epoch) {
    lock.lock();
    try {
      checkAppended(epoch);
      while (epoch > durable) {
        refuseOnSyncThread("wait for an epoch");
        progress.awaitUninterruptibly();
        checkFailure();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Refuses further appends.
   *
   * @return whether this was the first call
   */
  boolean close() {
    lock.lock();
    try {
      refuseOnSyncThread("close the log");
      boolean first = !closed;
      closed = true;
      filled.signal();
      room.signalAll();
      return first;
    } finally {
      lock.unlock();
    }
  }

  void checkFailure() {
    lock.lock();
    try {
      if (failure != null) {
        throw new LogException(
            failure, "The log has failed before. %s", String.valueOf(failure.getMessage()));
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The syncing thread's: waits for an epoch with entries and takes it; null once closed and
   * nothing is left.
   */
  @Nullable EpochBuffer take() {
    lock.lock();
    try {
      syncing = Thread.currentThread();
      while (filling.isEmpty() && !closed) {
        filled.awaitUninterruptibly();
      }
      if (filling.isEmpty()) {
        return null;
      }
      EpochBuffer taken = filling;
      filling = other;
      filling.begin(taken.number() + 1);
      other = taken;
      room.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** The syncing thread's: the epoch it took is on the disk. Its actions change no more. */
  void becameDurable(EpochBuffer taken) {
    lock.lock();
    try {
      durable = taken.number();
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The syncing thread's: nothing becomes durable any more. */
  void fail(LogException error) {
    lock.lock();
    try {
      failure = error;
      room.signalAll();
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void checkOpen() {
    checkFailure();
    if (closed) {
      throw new LogException("The log in %s is closed. Nothing was appended.", place);
    }
  }

  private void checkAppended(long epoch) {
    checkFailure();
    if (epoch > appended()) {
      throw new LogException(
          "Epoch %d of the log in %s has no entry yet: the newest is %d. Maybe use the number that"
              + " append returned.",
          epoch, place, appended());
    }
  }

  private void refuseOnSyncThread(String what) {
    if (Thread.currentThread() == syncing) {
      throw new LogException(
          "An action of the log in %s cannot %s: it would wait for itself. Maybe hand it to"
              + " another thread.",
          place, what);
    }
  }
}
