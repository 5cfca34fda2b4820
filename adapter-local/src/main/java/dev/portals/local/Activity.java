package dev.portals.local;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts the lanes that are about to run. A lane wakes others only while it is counted itself, so
 * at zero nothing moves before an offer from outside or an alarm.
 */
final class Activity {
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicLong begun = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile @Nullable RuntimeException failure;

  void began() {
    begun.incrementAndGet();
    running.incrementAndGet();
  }

  void ended() {
    if (running.decrementAndGet() == 0) {
      signal();
    }
  }

  /** A lane that is to end has nothing left to do. */
  void rests() {
    signal();
  }

  /** The process can go on no more: whoever waits is told. Only the first reason counts. */
  void fail(RuntimeException why) {
    lock.lock();
    try {
      failure = failure == null ? why : failure;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void requireSound() {
    var why = failure;
    if (why != null) {
      throw why;
    }
  }

  private void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until a condition holds that changes only when a lane {@link #rests}; false if that took
   * too long.
   */
  boolean awaitRest(BooleanSupplier condition, Duration atMost) throws InterruptedException {
    var left = atMost.toNanos();
    lock.lock();
    try {
      while (!condition.getAsBoolean()) {
        requireSound();
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until no lane runs and {@code quiet} holds; false if that took too long. It asks about
   * one lane after another, so it counts only if none began meanwhile: one that is asked already
   * may have been woken by one that is asked later.
   */
  boolean await(BooleanSupplier quiet, Duration atMost) throws InterruptedException {
    var left = atMost.toNanos();
    lock.lock();
    try {
      while (true) {
        requireSound();
        var before = begun.get();
        if (running.get() == 0 && quiet.getAsBoolean() && begun.get() == before) {
          return true;
        }
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
