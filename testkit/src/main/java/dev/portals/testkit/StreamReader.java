package dev.portals.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Atom;
import dev.portals.protocol.Entry;
import dev.portals.spi.Delivery;
import dev.portals.spi.StreamTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A lane that reads a channel as rule P2 says: below the cursor dropped, above it failed. */
final class StreamReader {
  private final LaneId lane;
  private final Function<LaneId, StreamTransport> transport;
  private final BiConsumer<LaneId, Entry> committed;
  private final StreamChannel channel;
  private final List<Atom> received = new ArrayList<>();

  StreamReader(
      LaneId lane,
      StreamChannel channel,
      Function<LaneId, StreamTransport> transport,
      BiConsumer<LaneId, Entry> committed) {
    this.lane = lane;
    this.channel = channel;
    this.transport = transport;
    this.committed = committed;
  }

  LaneId lane() {
    return lane;
  }

  /** The atoms of the channel, in order of number, each once. */
  List<Atom> received() {
    return received;
  }

  /** Takes what is new of a delivery, commits, and releases it. */
  void take(Delivery delivery) {
    assertEquals(channel, delivery.channel());
    assertEquals(channel.stream(), delivery.port());
    if (delivery.first() > received.size()) {
      transport.apply(lane).failed(delivery, received.size());
      return;
    }
    for (var at = 0; at < delivery.atoms().size(); at++) {
      var number = delivery.first() + at;
      var atom = delivery.atoms().get(at);
      if (number < received.size()) {
        assertEquals(received.get((int) number), atom, "atom " + number + " comes again, changed");
      } else {
        received.add(atom);
        committed.accept(
            lane, new Entry.Moved(channel.stream(), channel, number + 1, atom.isSeal()));
      }
    }
    transport.apply(lane).released(delivery);
  }

  @Override
  public String toString() {
    return lane + ", which has " + received.size() + " atoms of " + channel;
  }
}
