package dev.portals.local;

import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Atom;
import dev.portals.protocol.Entry;
import dev.portals.spi.Delivery;
import dev.portals.spi.StreamTransport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The streams of one process. An atom is kept in memory from its commit until every reader has
 * committed it; the journal keeps it for a restart. A producer waits while a reader is {@value
 * #ROOM} bytes behind, and goes on once it is not.
 *
 * <p>A channel and its readers are fixed before its producer runs; after that any thread may call.
 */
final class LocalStreams {
  private static final long ROOM = 1 << 20;
  private static final int ATOM_BYTES = 64;

  /** One reader of a channel: what it has not released. */
  private static final class Reader {
    final LaneId lane;
    final ArrayDeque<Atom> recovered = new ArrayDeque<>();
    long cursor;
    long behind;

    Reader(LaneId lane) {
      this.lane = lane;
    }
  }

  private static final class Channel {
    final List<Reader> readers = new ArrayList<>();
    long next;
    boolean full;
  }

  private final Map<StreamChannel, Channel> channels = new ConcurrentHashMap<>();
  private BiConsumer<LaneId, Delivery> deliver = (lane, delivery) -> {};
  private Consumer<StreamChannel> room = channel -> {};

  /** Fixes a channel, which may have no reader. */
  void declare(StreamChannel channel) {
    channels.computeIfAbsent(channel, c -> new Channel());
  }

  /** Adds a reader, or keeps it if it is known; false if it would miss atoms that were dropped. */
  boolean subscribe(LaneId lane, StreamChannel channel) {
    var at = channels.computeIfAbsent(channel, c -> new Channel());
    if (at.readers.stream().anyMatch(reader -> reader.lane.equals(lane))) {
      return true;
    }
    if (at.next > 0) {
      return false;
    }
    at.readers.add(new Reader(lane));
    return true;
  }

  /** Keeps what a recovered commit produced and drops what it consumed. */
  void replay(LaneId lane, Entry entry) {
    if (entry instanceof Entry.Produced produced) {
      var channel = StreamChannel.of(produced.port(), lane);
      var at = channels.computeIfAbsent(channel, c -> new Channel());
      at.next = produced.number() + 1;
      at.readers.forEach(reader -> reader.recovered.add(produced.atom()));
    } else if (entry instanceof Entry.Moved moved) {
      var at = channels.computeIfAbsent(moved.channel(), c -> new Channel());
      for (var reader : at.readers) {
        if (reader.lane.equals(lane)) {
          reader.cursor = moved.next();
          reader.recovered.remove();
        }
      }
    }
  }

  /**
   * Says whom to tell, before any lane runs.
   *
   * @param deliver takes a delivery for a lane; called on any thread, in order of number for one
   *     channel
   * @param room told when a channel has room again
   */
  void connect(BiConsumer<LaneId, Delivery> deliver, Consumer<StreamChannel> room) {
    this.deliver = deliver;
    this.room = room;
  }

  /** Delivers what a recovered lane has not consumed, before it runs. */
  void resume(LaneId lane) {
    channels.forEach(
        (channel, at) -> {
          synchronized (at) {
            for (var reader : at.readers) {
              if (reader.lane.equals(lane) && !reader.recovered.isEmpty()) {
                hand(channel, reader, reader.cursor, List.copyOf(reader.recovered));
                reader.recovered.clear();
                at.full |= reader.behind > ROOM;
              }
            }
          }
        });
  }

  private void hand(StreamChannel channel, Reader reader, long first, List<Atom> atoms) {
    reader.behind += bytes(atoms);
    deliver.accept(reader.lane, new Delivery(channel.stream(), channel, first, atoms));
  }

  private static long bytes(List<Atom> atoms) {
    var bytes = 0L;
    for (var atom : atoms) {
      bytes += ATOM_BYTES + atom.events().size();
    }
    return bytes;
  }

  private Channel channel(StreamChannel channel) {
    var at = channels.get(channel);
    if (at == null) {
      throw new IllegalStateException(channel + " was not fixed at launch");
    }
    return at;
  }

  /** The transport as one lane sees it, as producer and as reader. */
  StreamTransport of(LaneId lane) {
    return new StreamTransport() {
      @Override
      public boolean publish(StreamChannel channel, long first, List<Atom> atoms) {
        LocalStreams.this.publish(channel, first, atoms);
        return true;
      }

      @Override
      public boolean hasRoom(StreamChannel channel) {
        var at = channel(channel);
        synchronized (at) {
          return !at.full;
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

  private void publish(StreamChannel channel, long first, List<Atom> atoms) {
    var at = channel(channel);
    synchronized (at) {
      var known = (int) Math.min(atoms.size(), at.next - first);
      var fresh = atoms.subList(known, atoms.size());
      if (fresh.isEmpty()) {
        return;
      }
      for (var reader : at.readers) {
        hand(channel, reader, at.next, fresh);
        at.full |= reader.behind > ROOM;
      }
      at.next += fresh.size();
    }
  }

  private void released(LaneId lane, Delivery delivery) {
    var at = channel(delivery.channel());
    synchronized (at) {
      for (var reader : at.readers) {
        if (reader.lane.equals(lane)) {
          reader.behind -= bytes(delivery.atoms());
        }
      }
      if (at.full && at.readers.stream().allMatch(reader -> reader.behind <= ROOM / 2)) {
        at.full = false;
        room.accept(delivery.channel());
      }
    }
  }
}
