package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Atom;
import dev.portals.spi.Delivery;
import dev.portals.spi.StreamTransport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
 * <p>Any thread may call, at any time.
 */
final class LocalStreams {
  /** The most bytes that a reader may be behind before its producer waits; no limit on cycles. */
  private static final long ROOM = 1 << 20;

  private static final int ATOM_BYTES = 64;

  /** One reader of a channel: what it has not released. */
  private static final class Reader {
    final LaneId lane;

    /** What it takes deliveries by; null until it runs. */
    @Nullable Consumer<Delivery> attached;

    /** The number of the first atom that it has not released. */
    long first;

    long behind;

    Reader(LaneId lane, long first) {
      this.lane = lane;
      this.first = first;
    }
  }

  /** Guarded by itself. */
  private static final class Channel {
    final List<Reader> readers = new ArrayList<>();

    /** The atoms up to {@code next} that some reader has not released, and the seal. */
    final ArrayDeque<Atom> kept = new ArrayDeque<>();

    Runnable room = () -> {};
    boolean isOnCycle;
    long next;
    long reserved = Long.MAX_VALUE;
    boolean full;

    void add(LaneId lane, long start) {
      if (reader(lane) == null && start != Readers.GOES_ON) {
        var reader = new Reader(lane, start);
        reader.behind = bytes(from(start));
        full |= reader.behind > ROOM;
        readers.add(reader);
      }
    }

    @Nullable Reader reader(LaneId lane) {
      for (var reader : readers) {
        if (reader.lane.equals(lane)) {
          return reader;
        }
      }
      return null;
    }

    long first() {
      return next - kept.size();
    }

    /** The atoms from a number on. */
    List<Atom> from(long number) {
      return kept.stream().skip(Math.max(0, number - first())).toList();
    }

    void trim() {
      var isSealed = !kept.isEmpty() && kept.getLast().isSeal();
      var lowest = Math.min(isSealed ? next - 1 : next, reserved);
      for (var reader : readers) {
        lowest = Math.min(lowest, reader.first);
      }
      while (first() < lowest) {
        kept.remove();
      }
    }
  }

  private final Map<StreamChannel, Channel> channels = new ConcurrentHashMap<>();

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
    at.kept.addAll(recovered.atoms.values());
    recovered.readers.forEach(
        (lane, first) -> {
          var reader = new Reader(lane, first);
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

  private static void keepAgain(Journal journal, int limit, StreamChannel name, Channel at) {
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

  private Channel at(StreamChannel channel) {
    return channels.computeIfAbsent(channel, c -> new Channel());
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

  private static long bytes(List<Atom> atoms) {
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

  private void publish(StreamChannel channel, Channel at, long first, List<Atom> atoms) {
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
      at.kept.addAll(fresh);
      at.trim();
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

  private static void makeRoom(Channel at) {
    if (at.full && at.readers.stream().allMatch(reader -> reader.behind <= ROOM / 2)) {
      at.full = false;
      at.room.run();
    }
  }
}
