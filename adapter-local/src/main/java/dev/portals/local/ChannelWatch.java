package dev.portals.local;

import dev.portals.protocol.Atom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What those outside see of a channel, until it is closed. For any thread. */
final class ChannelWatch implements AutoCloseable {
  private final LocalChannel at;
  private final Journal journal;
  private final Runnable ready;
  private final AtomicLong durable = new AtomicLong();
  private volatile boolean closed;

  ChannelWatch(LocalChannel at, Journal journal, Runnable ready) {
    this.at = at;
    this.journal = journal;
    this.ready = ready;
  }

  /** Rule C7: what is published is in the journal, but perhaps not yet on the disk. */
  void published(long next) {
    journal.whenDurable(
        () -> {
          durable.accumulateAndGet(next, Math::max);
          ready.run();
        });
  }

  /** The number behind the last atom that may be shown. */
  long durable() {
    return durable.get();
  }

  /** The number of the earliest atom that is kept. */
  long first() {
    synchronized (at) {
      return at.first();
    }
  }

  /** An atom, if it is kept. */
  Optional<Atom> atom(long number) {
    synchronized (at) {
      return at.kept.stream().skip(Math.max(0, number - at.first())).findFirst();
    }
  }

  /** True if the channel has ended for good. */
  boolean isClosed() {
    return closed;
  }

  void end() {
    closed = true;
    ready.run();
  }

  @Override
  public void close() {
    at.watches.remove(this);
  }
}
