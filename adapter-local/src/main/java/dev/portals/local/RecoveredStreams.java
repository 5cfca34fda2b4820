package dev.portals.local;

import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Atom;
import dev.portals.protocol.Entry;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the journal says of streams: who reads, how far, and the atoms that somebody is still to
 * read, and the seals. What was truncated is said again in another order, so everything goes by
 * number.
 */
final class RecoveredStreams {
  /** A channel: its atoms by number, and for each reader the number of the next atom. */
  static final class Channel {
    final TreeMap<Long, Atom> atoms = new TreeMap<>();
    final Map<LaneId, Long> readers = new HashMap<>();
    long next;
    private final boolean isInternal;
    private long bytes;
    private long reserved = Long.MAX_VALUE;

    private Channel(boolean isInternal) {
      this.isInternal = isInternal;
    }

    private void add(long number, Atom atom) {
      var before = atoms.put(number, atom);
      bytes += bytes(atom) - (before == null ? 0 : bytes(before));
      next = Math.max(next, number + 1);
      trim();
    }

    private void moved(LaneId reader, long to) {
      if (readers.computeIfPresent(reader, (lane, at) -> Math.max(at, to)) != null) {
        trim();
      }
    }

    private void trim() {
      var lowest = readers.isEmpty() ? next : Collections.min(readers.values());
      var last = atoms.lastEntry();
      if (last != null && last.getValue().isSeal()) {
        lowest = Math.min(lowest, last.getKey());
      }
      lowest = Math.min(lowest, reserved);
      while (!atoms.isEmpty()
          && atoms.firstKey() < lowest
          && (isInternal || bytes > LocalStreams.RETAINED)) {
        bytes -= bytes(atoms.pollFirstEntry().getValue());
      }
    }

    private static long bytes(Atom atom) {
      return LocalStreams.bytes(List.of(atom));
    }

    /** Of what nobody is to read, that without a hole behind it. */
    private void end() {
      reserved = Long.MAX_VALUE;
      trim();
      var lowest = readers.isEmpty() ? next : Collections.min(readers.values());
      while (atoms.containsKey(lowest - 1)) {
        lowest--;
      }
      atoms.headMap(lowest).clear();
    }
  }

  private final Map<StreamChannel, Channel> channels = new HashMap<>();

  private Channel at(StreamChannel channel) {
    return channels.computeIfAbsent(channel, name -> new Channel(LocalStreams.isInternal(name)));
  }

  /** Who reads from now on, and from where on; those that are known go on. */
  void readers(Map<StreamChannel, Map<LaneId, Long>> readers) {
    readers.keySet().forEach(this::at);
    channels.forEach(
        (name, channel) -> {
          var now = new HashMap<>(readers.getOrDefault(name, Map.of()));
          now.replaceAll((lane, start) -> channel.readers.getOrDefault(lane, start));
          now.values().removeIf(start -> start == Readers.GOES_ON);
          channel.readers.clear();
          channel.readers.putAll(now);
          channel.reserved = Long.MAX_VALUE;
          channel.trim();
        });
  }

  void reserved(JournalRecord.Reserved reserved) {
    var channel = at(reserved.channel());
    channel.reserved = Math.min(channel.reserved, reserved.first());
  }

  void entry(LaneId lane, Entry entry) {
    if (entry instanceof Entry.Produced it) {
      at(StreamChannel.of(it.port(), lane)).add(it.number(), it.atom());
    } else if (entry instanceof Entry.Moved it) {
      at(it.channel()).moved(lane, it.next());
    }
  }

  void snapshot(LaneId lane, JournalRecord.SnapshotPiece part) {
    part.piece()
        .consumers()
        .forEach((input, page) -> at(input.channel()).moved(lane, page.cursor()));
    part.piece()
        .producers()
        .forEach(
            (port, page) -> {
              var channel = at(StreamChannel.of(port, lane));
              channel.next = Math.max(channel.next, page.next());
            });
  }

  void kept(JournalRecord.Kept kept) {
    var number = kept.first();
    for (var atom : kept.atoms()) {
      at(kept.channel()).add(number++, atom);
    }
  }

  /** Every channel; what readers are to read is there without a hole, or the log was damaged. */
  Map<StreamChannel, Channel> channels() {
    channels.values().forEach(Channel::end);
    return channels;
  }
}
