package dev.portals.local;

import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Atom;
import dev.portals.protocol.Entry;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the journal says of streams: who reads, how far, and the atoms that somebody is still to
 * read. What was truncated is said again in another order, so everything goes by number.
 */
final class RecoveredStreams {
  /** A channel: its atoms by number, and for each reader the number of the next atom. */
  static final class Channel {
    final TreeMap<Long, Atom> atoms = new TreeMap<>();
    final Map<LaneId, Long> readers = new HashMap<>();
    long next;

    private void add(long number, Atom atom) {
      if (!readers.isEmpty()) {
        atoms.put(number, atom);
      }
      next = Math.max(next, number + 1);
    }

    private void moved(LaneId reader, long to) {
      if (readers.computeIfPresent(reader, (lane, at) -> Math.max(at, to)) != null) {
        trim();
      }
    }

    private void trim() {
      var lowest = readers.isEmpty() ? next : Collections.min(readers.values());
      atoms.headMap(lowest).clear();
    }
  }

  private final Map<StreamChannel, Channel> channels = new HashMap<>();

  private Channel at(StreamChannel channel) {
    return channels.computeIfAbsent(channel, name -> new Channel());
  }

  /** The readers of an application are those of this launch from now on; those known go on. */
  void launched(JournalRecord.Launched launched) {
    var before = new HashMap<StreamChannel, Map<LaneId, Long>>();
    channels.forEach(
        (name, channel) -> {
          before.put(name, Map.copyOf(channel.readers));
          channel
              .readers
              .keySet()
              .removeIf(lane -> lane.application().equals(launched.application()));
        });
    for (var it : launched.subscriptions()) {
      var known = before.getOrDefault(it.channel(), Map.of()).get(it.reader());
      at(it.channel()).readers.put(it.reader(), known == null ? it.start() : known);
    }
    channels.values().forEach(Channel::trim);
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
    at(kept.channel()).trim();
  }

  /** Every channel; what readers are to read is there without a hole, or the log was damaged. */
  Map<StreamChannel, Channel> channels() {
    return channels;
  }
}
