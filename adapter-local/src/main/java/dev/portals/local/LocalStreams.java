package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Atom;
import dev.portals.spi.Delivery;
import dev.portals.spi.StreamTransport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The streams of one process. An atom is kept in memory from its commit until every reader has
 * committed it, and the seal of a stream for those who come late; the journal keeps both for a
 * restart. A producer waits while a reader is {@value #ROOM} bytes behind, and goes on once it is
 * not.
 *
 * <p>A reader that the journal names but that does not run yet, as its application is still to be
 * launched, is behind like any other: what it is to read is kept for it, and its producers wait at
 * the same limit. They go on when it runs, or when its application is launched without it.
 *
 * <p>A reader that is broken stays behind for good, until the directory is opened again: its
 * producers stop at the limit, as anything else would lose atoms or fill memory.
 *
 * <p>The limit is not for channels on a cycle, as of a workflow that reads what it writes: an
 * operator that waited there would wait for itself. Such a channel takes whatever comes, so what is
 * under way on a cycle is bounded only by what was put into it.
 *
 * <p>Of a stream the newest {@value #RETAINED} bytes are kept though all have read them, for those
 * who come later or read from outside. They hold nobody back.
 *
 * <p>Any thread may call, at any time.
 */
final class LocalStreams {
  /** The most bytes that a reader may be behind before its producer waits; no limit on cycles. */
  static final long ROOM = 1 << 20;

  /** How much of a stream is kept, in bytes, though every reader has it: for those outside. */
  static final long RETAINED = 256 << 10;

  private static final int ATOM_BYTES = 64;

  private final Map<StreamChannel, LocalChannel> channels = new ConcurrentHashMap<>();

  /**
   * Takes what the journal said, before anything runs.
   *
   * @throws PortalsException if an atom that is to be read is not there
   */
  void restore(RecoveredStreams recovered) {
    recovered.channels().forEach(this::restore);
  }

  private void restore(StreamChannel name, RecoveredStreams.Channel recovered) {
    var at = at(name);
    at.next = recovered.next;
    at.keep(recovered.atoms.values());
    recovered.readers.forEach(
        (lane, first) -> {
          var reader = new LocalChannel.Reader(lane, first);
          at.readers.add(reader);
          if (first < at.first() || recovered.atoms.size() != at.next - at.first()) {
            throw new PortalsException(
                "%s is to read %s from atom %d, but the log has %s. Maybe its oldest segments were removed: put them back, or restore a backup"
                    .formatted(lane, name, first, recovered.atoms.navigableKeySet()));
          }
          reader.behind = bytes(at.from(first));
          at.full |= reader.behind > ROOM;
        });
    at.trim();
  }

  /**
   * Says again to the journal which atoms are kept.
   *
   * @param limit about how many bytes of atoms a record has, unless a single one is larger
   */
  void keepAgain(Journal journal, int limit) {
    channels.forEach(
        (name, at) -> {
          synchronized (at) {
            keepAgain(journal, limit, name, at);
          }
        });
  }

  private static void keepAgain(Journal journal, int limit, StreamChannel name, LocalChannel at) {
    var record = new ArrayList<Atom>();
    var first = at.first();
    var left = at.kept.size();
    var size = 0L;
    for (var atom : at.kept) {
      record.add(atom);
      left--;
      size += bytes(List.of(atom));
      if (size >= limit || left == 0) {
        journal.append(new JournalRecord.Kept(name, first, List.copyOf(record)));
        first += record.size();
        record.clear();
        size = 0;
      }
    }
  }

  /**
   * Says who writes a channel, before it runs.
   *
   * @param isOnCycle whether it leads back to its producer: then it always has room
   * @param room told when the channel has room again
   */
  void declare(StreamChannel channel, boolean isOnCycle, Runnable room) {
    var at = at(channel);
    synchronized (at) {
      at.isOnCycle = isOnCycle;
      at.room = room;
    }
  }

  private LocalChannel at(StreamChannel channel) {
    return channels.computeIfAbsent(channel, c -> new LocalChannel(isInternal(c)));
  }

  /**
   * Checks that new readers find the atoms that they are to begin with.
   *
   * @throws PortalsException if one does not
   */
  void require(Map<StreamChannel, Map<LaneId, Long>> readers) {
    readers.forEach(
        (name, lanes) -> {
          var at = at(name);
          synchronized (at) {
            lanes.forEach(
                (lane, start) -> {
                  if (at.reader(lane) == null && start != Readers.GOES_ON && start < at.first()) {
                    throw new PortalsException(
                        "%s is to read %s from atom %d, but those before %d are not kept. Maybe a workflow of another name"
                            .formatted(lane, name, start, at.first()));
                  }
                });
          }
        });
  }

  /**
   * Who reads from now on, and from which atom on. Those that are known go on; all others are
   * dropped. What was reserved is free again.
   */
  void readers(Map<StreamChannel, Map<LaneId, Long>> readers) {
    readers.keySet().forEach(this::at);
    channels.forEach(
        (name, at) -> {
          synchronized (at) {
            var now = readers.getOrDefault(name, Map.of());
            at.readers.removeIf(reader -> !now.containsKey(reader.lane));
            now.forEach(at::add);
            at.reserved = Long.MAX_VALUE;
            at.trim();
            makeRoom(at);
          }
        });
  }

  /**
   * Keeps what is kept of a channel until {@link #readers} or {@link #free}, for a reader that is
   * to begin there, in memory and in the journal.
   *
   * @return the number of the earliest atom that is kept, or of the next if there is none
   */
  long reserve(StreamChannel name, Journal journal, int limit) {
    var at = at(name);
    synchronized (at) {
      at.reserved = at.first();
      journal.append(new JournalRecord.Reserved(name, at.reserved));
      keepAgain(journal, limit, name, at);
      return at.reserved;
    }
  }

  /**
   * Shows a channel to somebody outside.
   *
   * @param ready told when more may be shown, on any thread
   */
  ChannelWatch watch(StreamChannel name, Journal journal, Runnable ready) {
    var at = at(name);
    var watch = new ChannelWatch(at, journal, ready);
    synchronized (at) {
      at.watches.add(watch);
      watch.published(at.next);
    }
    return watch;
  }

  /** The number of the earliest atom of a channel that is kept. */
  long first(StreamChannel name) {
    var at = at(name);
    synchronized (at) {
      return at.first();
    }
  }

  /** The number of the next atom of a channel. */
  long next(StreamChannel name) {
    var at = at(name);
    synchronized (at) {
      return at.next;
    }
  }

  /** Nobody writes these any more: what nobody is to read of them is forgotten. */
  void forget(Predicate<StreamChannel> ended) {
    channels.forEach(
        (name, at) -> {
          synchronized (at) {
            if (ended.test(name) && at.readers.isEmpty()) {
              channels.remove(name);
              at.watches.forEach(ChannelWatch::end);
            }
          }
        });
  }

  /** Nobody begins at what was reserved. */
  void free() {
    channels
        .values()
        .forEach(
            at -> {
              synchronized (at) {
                at.reserved = Long.MAX_VALUE;
                at.trim();
              }
            });
  }

  /** A lane takes nothing until it is attached again: what it has not released comes then. */
  void detach(LaneId lane) {
    channels
        .values()
        .forEach(
            at -> {
              synchronized (at) {
                var reader = at.reader(lane);
                if (reader != null) {
                  reader.attached = null;
                }
              }
            });
  }

  /**
   * From now on a lane takes what it reads, beginning with what was kept for it.
   *
   * @param deliver called on any thread, in order of number for one channel
   */
  void attach(LaneId lane, Consumer<Delivery> deliver) {
    channels.forEach(
        (channel, at) -> {
          synchronized (at) {
            var reader = at.reader(lane);
            if (reader != null) {
              reader.attached = deliver;
              var waiting = at.from(reader.first);
              if (!waiting.isEmpty()) {
                deliver.accept(delivery(channel, reader.first, waiting));
              }
            }
          }
        });
  }

  private static Delivery delivery(StreamChannel channel, long first, List<Atom> atoms) {
    return new Delivery(channel.stream(), channel, first, atoms);
  }

  /** True for an edge inside a workflow: nobody outside reads it. */
  static boolean isInternal(StreamChannel channel) {
    return channel.stream().split("/", -1)[2].equals("edges");
  }

  static long bytes(Collection<Atom> atoms) {
    var bytes = 0L;
    for (var atom : atoms) {
      bytes += ATOM_BYTES + atom.events().size();
    }
    return bytes;
  }

  /** The transport as one lane sees it, as producer and as reader. */
  StreamTransport of(LaneId lane) {
    return new StreamTransport() {
      @Override
      public boolean publish(StreamChannel channel, long first, List<Atom> atoms) {
        LocalStreams.this.publish(channel, at(channel), first, atoms);
        return true;
      }

      @Override
      public boolean hasRoom(StreamChannel channel) {
        var at = at(channel);
        synchronized (at) {
          return !at.full || at.isOnCycle;
        }
      }

      @Override
      public void released(Delivery delivery) {
        LocalStreams.this.released(lane, delivery);
      }

      @Override
      public void failed(Delivery delivery, long expected) {
        throw new IllegalStateException(
            delivery.channel()
                + " delivered "
                + delivery.first()
                + " where "
                + expected
                + " was due");
      }
    };
  }

  private void publish(StreamChannel channel, LocalChannel at, long first, List<Atom> atoms) {
    synchronized (at) {
      var known = (int) Math.min(atoms.size(), at.next - first);
      var fresh = atoms.subList(known, atoms.size());
      if (fresh.isEmpty()) {
        return;
      }
      for (var reader : at.readers) {
        reader.behind += bytes(fresh);
        at.full |= reader.behind > ROOM;
        if (reader.attached != null) {
          reader.attached.accept(delivery(channel, at.next, fresh));
        }
      }
      at.next += fresh.size();
      at.keep(fresh);
      at.trim();
      at.watches.forEach(watch -> watch.published(at.next));
    }
  }

  private void released(LaneId lane, Delivery delivery) {
    var at = at(delivery.channel());
    synchronized (at) {
      var reader = at.reader(lane);
      if (reader != null) {
        reader.behind -= bytes(delivery.atoms());
        reader.first = Math.max(reader.first, delivery.end());
      }
      at.trim();
      makeRoom(at);
    }
  }

  private static void makeRoom(LocalChannel at) {
    if (at.full && at.readers.stream().allMatch(reader -> reader.behind <= ROOM / 2)) {
      at.full = false;
      at.room.run();
    }
  }
}
