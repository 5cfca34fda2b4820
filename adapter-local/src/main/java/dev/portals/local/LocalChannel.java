package dev.portals.local;

import dev.portals.plan.LaneId;
import dev.portals.protocol.Atom;
import dev.portals.spi.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One channel of a process: what is kept of it, and for whom. Guarded by itself. */
final class LocalChannel {
  /** One reader of a channel: what it has not released. */
  static final class Reader {
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

  final boolean isInternal;
  final List<ChannelWatch> watches = new CopyOnWriteArrayList<>();
  final List<Reader> readers = new ArrayList<>();

  /** The atoms up to {@code next} that some reader has not released, and the seal. */
  final ArrayDeque<Atom> kept = new ArrayDeque<>();

  Runnable room = () -> {};
  boolean isOnCycle;
  long next;
  long reserved = Long.MAX_VALUE;
  long bytes;
  boolean full;

  LocalChannel(boolean isInternal) {
    this.isInternal = isInternal;
  }

  void keep(Collection<Atom> atoms) {
    kept.addAll(atoms);
    bytes += LocalStreams.bytes(atoms);
  }

  void add(LaneId lane, long start) {
    if (reader(lane) == null && start != Readers.GOES_ON) {
      var reader = new Reader(lane, start);
      reader.behind = LocalStreams.bytes(from(start));
      full |= reader.behind > LocalStreams.ROOM;
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
    while (first() < lowest && (isInternal || bytes > LocalStreams.RETAINED)) {
      bytes -= LocalStreams.bytes(List.of(kept.remove()));
    }
  }
}
