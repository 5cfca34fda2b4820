package dev.portals.testkit;

import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Atom;
import dev.portals.spi.Delivery;
import dev.portals.spi.StreamTransport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A transport that keeps everything and hands it over; others break it. */
class PlainStreamsContractTest extends StreamTransportContract implements StreamTransport {
  /** How far a reader has got: handed out below {@code ahead}, released below {@code released}. */
  static final class Position {
    final StreamChannel channel;
    long ahead;
    long released;

    Position(StreamChannel channel) {
      this.channel = channel;
    }
  }

  final Map<StreamChannel, List<Atom>> kept = new HashMap<>();
  final Map<LaneId, Position> positions = new HashMap<>();

  @Override
  public boolean publish(StreamChannel channel, long first, List<Atom> atoms) {
    var atChannel = kept.computeIfAbsent(channel, c -> new ArrayList<>());
    var known = Math.min(atoms.size(), (int) (atChannel.size() - first));
    atChannel.addAll(atoms.subList(known, atoms.size()));
    return true;
  }

  @Override
  public boolean hasRoom(StreamChannel channel) {
    return true;
  }

  @Override
  public void released(Delivery delivery) {
    positions.values().stream()
        .filter(at -> at.channel.equals(delivery.channel()))
        .forEach(at -> at.released = Math.min(at.ahead, Math.max(at.released, delivery.end())));
  }

  @Override
  public void failed(Delivery delivery, long expected) {
    positions.values().stream()
        .filter(at -> at.channel.equals(delivery.channel()))
        .forEach(at -> at.ahead = Math.min(at.ahead, expected));
  }

  @Override
  protected StreamTransport transport(LaneId lane) {
    return this;
  }

  @Override
  protected void subscribe(LaneId reader, StreamChannel channel) {
    positions.put(reader, new Position(channel));
  }

  @Override
  protected Optional<Delivery> next(LaneId reader) {
    var at = positions.get(reader);
    var atoms = kept.getOrDefault(at.channel, List.of());
    var end = Math.min(atoms.size(), at.ahead + 3);
    if (at.ahead == end) {
      return Optional.empty();
    }
    var first = at.ahead;
    at.ahead = end;
    var taken = List.copyOf(atoms.subList((int) first, (int) end));
    return Optional.of(new Delivery(at.channel.stream(), at.channel, first, taken));
  }

  @Override
  protected void restart() {
    positions.values().forEach(at -> at.ahead = 0);
  }
}
