package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Atom;
import dev.portals.spi.Delivery;
import dev.portals.spi.StreamTransport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one process. An atom is kept in memory from its commit until every reader has
 * committed it; the journal keeps it for a restart. A producer waits while a reader is {@value
 * #ROOM} bytes behind, and goes on once it is not.
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

    /** The atoms up to {@code next} that some reader has not released. */
    final ArrayDeque<Atom> kept = new ArrayDeque<>();

    Runnable room = () -> {};
    boolean isOnCycle;
    long next;
    boolean full;

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
      return kept.stream().skip(number - first()).toList();
    }

    void trim() {
      var lowest = next;
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

  boolean isRead(StreamChannel channel, LaneId lane) {
    var at = at(channel);
    synchronized (at) {
      return at.reader(lane) != null;
    }
  }

  /**
   * The readers of an application are those of this launch from now on. Those that are known go on;
   * those that are no longer named are dropped.
   *
   * @throws PortalsException if a new one is to start with an atom that is not kept
   */
  void subscribe(JournalRecord.Launched launched) {
    var named = new HashSet<>();
    for (var subscribed : launched.subscriptions()) {
      named.add(List.of(subscribed.channel(), subscribed.reader()));
      add(subscribed);
    }
    channels.forEach(
        (channel, at) -> {
          synchronized (at) {
            at.readers.removeIf(
                reader ->
                    reader.lane.application().equals(launched.application())
                        && !named.contains(List.of(channel, reader.lane)));
            at.trim();
            makeRoom(at);
          }
        });
  }

  private void add(JournalRecord.Subscribed subscribed) {
    var at = at(subscribed.channel());
    synchronized (at) {
      if (at.reader(subscribed.reader()) != null) {
        return;
      }
      if (at.next > subscribed.start()) {
        throw new PortalsException(
            "%s is to read %s from atom %d, but %d were written before. Maybe the log was written by an earlier version: start in a new directory"
                .formatted(subscribed.reader(), subscribed.channel(), subscribed.start(), at.next));
      }
      at.readers.add(new Reader(subscribed.reader(), subscribed.start()));
    }
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
      if (!at.readers.isEmpty()) {
        at.kept.addAll(fresh);
      }
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
