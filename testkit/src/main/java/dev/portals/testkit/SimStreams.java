package dev.portals.testkit;

import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Atom;
import dev.portals.spi.Delivery;
import dev.portals.spi.StreamTransport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Keeps atoms as they arrive: ranges may repeat, overlap or come late, and are never dropped. */
final class SimStreams implements StreamTransport {
  private static final int LONGEST_JAM_MILLIS = 2_000;

  private record Late(StreamChannel channel, long first, List<Atom> atoms) {}

  private Topology topology;
  private final Ledgers ledgers;
  private final Chance chance;
  private final Trace trace;
  private final SimClock clock;
  private final Map<StreamChannel, List<SimReader.Kept>> kept = new LinkedHashMap<>();
  private final Map<StreamChannel, Long> ends = new HashMap<>();
  private final Map<StreamChannel, Long> jams = new HashMap<>();
  private final List<SimReader> readers = new ArrayList<>();
  private final Map<StreamChannel, List<SimReader>> readersOf = new HashMap<>();
  private final List<Late> late = new ArrayList<>();

  SimStreams(Topology topology, Ledgers ledgers, Chance chance, Trace trace, SimClock clock) {
    this.topology = topology;
    this.ledgers = ledgers;
    this.chance = chance;
    this.trace = trace;
    this.clock = clock;
    deploy(topology);
  }

  /** What runs has changed. A new reader is handed all there is, as a transport keeps no starts. */
  void deploy(Topology next) {
    topology = next;
    for (var channel : next.producers().keySet()) {
      kept.computeIfAbsent(channel, name -> new ArrayList<>());
    }
    var before = List.copyOf(readers);
    readers.clear();
    for (var lane : next.lanes().keySet()) {
      for (var input : next.routes().inputs(lane)) {
        readers.add(
            before.stream()
                .filter(it -> it.isOf(lane, input.channel()))
                .findFirst()
                .orElseGet(() -> new SimReader(lane, input.channel(), kept(input.channel()))));
      }
    }
    readersOf.clear();
    readers.forEach(it -> readersOf.computeIfAbsent(it.channel(), c -> new ArrayList<>()).add(it));
  }

  /** All atoms of a channel that arrived, in the order in which they did. */
  List<SimReader.Kept> kept(StreamChannel channel) {
    return Objects.requireNonNull(kept.get(channel), () -> "no lane produces " + channel);
  }

  @Override
  public boolean publish(StreamChannel channel, long first, List<Atom> atoms) {
    chance.at(CrashPoint.PUBLISH);
    requireCommitted(channel, first, atoms);
    var end = first + atoms.size();
    if (chance.strikes(Fault.PUBLISH_LOST)) {
      trace.add(() -> "publish " + channel + " " + first + ".." + end + " lost, unknown");
      return false;
    }
    if (chance.strikes(Fault.PUBLISH_LATE)) {
      trace.add(() -> "publish " + channel + " " + first + ".." + end + " delayed, unknown");
      late.add(new Late(channel, first, atoms));
      return false;
    }
    keep(channel, first, atoms);
    var known = !chance.strikes(Fault.PUBLISH_UNACKNOWLEDGED);
    trace.add(() -> "publish " + channel + " " + first + ".." + end + (known ? "" : " unknown"));
    return known;
  }

  /** True if a publish is delayed. */
  boolean hasLate() {
    return !late.isEmpty();
  }

  /** Lets a delayed publish arrive, if there is one. */
  boolean landLate() {
    if (late.isEmpty()) {
      return false;
    }
    var publish = late.remove(chance.below(late.size()));
    trace.add(publish.channel(), () -> "late publish from " + publish.first());
    keep(publish.channel(), publish.first(), publish.atoms());
    return true;
  }

  private void keep(StreamChannel channel, long first, List<Atom> atoms) {
    var end = ends.getOrDefault(channel, 0L);
    if (first > end) {
      throw new Deviation(
          channel + ": atoms from " + first + " are published, but those from " + end + " are not");
    }
    var stored = kept(channel);
    for (var at = 0; at < atoms.size(); at++) {
      stored.add(new SimReader.Kept(first + at, atoms.get(at)));
    }
    ends.put(channel, Math.max(end, first + atoms.size()));
  }

  private void requireCommitted(StreamChannel channel, long first, List<Atom> atoms) {
    var committed = ledger(channel).produced(channel.stream());
    var end = (int) first + atoms.size();
    if (end > committed.size() || !committed.subList((int) first, end).equals(atoms)) {
      throw new Deviation(
          channel + " publishes " + first + ".." + end + " other than committed: " + atoms);
    }
  }

  private Ledger ledger(StreamChannel channel) {
    return ledgers.of(Objects.requireNonNull(topology.producers().get(channel)));
  }

  @Override
  public boolean hasRoom(StreamChannel channel) {
    if (chance.strikesBefore(Fault.NO_ROOM, CrashPoint.STEP)) {
      jams.put(channel, clock.millis() + LONGEST_JAM_MILLIS - chance.below(LONGEST_JAM_MILLIS));
      trace.add(() -> channel + " is jammed");
    }
    return chance.isOver() || jams.getOrDefault(channel, 0L) <= clock.millis();
  }

  @Override
  public void released(Delivery delivery) {
    trace.add(() -> "released " + words(delivery));
    chance.at(CrashPoint.RELEASE);
    if (delivery.end() > ends.getOrDefault(delivery.channel(), 0L)) {
      throw new Deviation("released " + words(delivery) + ", which nobody has published");
    }
    for (var reader : readersOf.getOrDefault(delivery.channel(), List.of())) {
      if (reader.released(delivery)) {
        requireDischarged(reader.lane(), delivery);
      }
    }
  }

  /** Rule W2: whatever followed from a released delivery must be kept. */
  private void requireDischarged(LaneId lane, Delivery delivery) {
    var produced = ledgers.of(lane).discharged(delivery.channel(), delivery.end());
    if (produced == null) {
      throw new Deviation(
          lane + " released " + words(delivery) + " before it and its asks were done");
    }
    produced.forEach(
        (port, count) -> {
          var channel = new StreamChannel(port, lane.incarnation(), lane.number());
          if (ends.getOrDefault(channel, 0L) < count) {
            throw new Deviation(
                lane + " released " + words(delivery) + " before it published " + channel);
          }
        });
  }

  @Override
  public void failed(Delivery delivery, long expected) {
    trace.add(() -> "failed " + words(delivery) + ", expected " + expected);
    chance.at(CrashPoint.REFUSAL);
    readersOf
        .getOrDefault(delivery.channel(), List.of())
        .forEach(reader -> reader.failed(delivery));
  }

  /** True once so many atoms of each of a lane's outputs are kept. */
  boolean keeps(LaneId lane, Map<String, Integer> produced) {
    return produced.entrySet().stream()
        .allMatch(
            it -> ends.getOrDefault(StreamChannel.of(it.getKey(), lane), 0L) >= it.getValue());
  }

  void requireEndsProduced() {
    for (var channel : kept.keySet()) {
      var produced = (long) ledger(channel).produced(channel.stream()).size();
      if (ends.getOrDefault(channel, 0L) != produced) {
        throw new Deviation(
            channel + " has " + produced + " atoms, published are " + ends.get(channel));
      }
    }
  }

  List<SimReader> readers(LaneId lane) {
    return readers.stream().filter(reader -> reader.lane().equals(lane)).toList();
  }

  List<SimReader> readers() {
    return readers;
  }

  static String words(Delivery delivery) {
    return delivery.channel() + " " + delivery.first() + ".." + delivery.end();
  }
}
