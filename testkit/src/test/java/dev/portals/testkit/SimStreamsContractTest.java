package dev.portals.testkit;

import dev.portals.build.Application;
import dev.portals.driver.LaneDriver;
import dev.portals.driver.LaneSettings;
import dev.portals.driver.Ports;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Commit;
import dev.portals.protocol.Entry;
import dev.portals.spi.Delivery;
import dev.portals.spi.StreamTransport;
import dev.portals.spi.WakeRows;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The simulated streams, losing, delaying and repeating. */
class SimStreamsContractTest extends StreamTransportContract {
  private static final AtomStream<Integer> FIRST =
      AtomStream.at("/contract/streams/first", Integer.class);
  private static final AtomStream<Integer> SECOND =
      AtomStream.at("/contract/streams/second", Integer.class);
  private static final Faults FAULTS =
      Faults.only(
          Fault.PUBLISH_LOST,
          Fault.PUBLISH_LATE,
          Fault.PUBLISH_UNACKNOWLEDGED,
          Fault.DELIVERY_REPEATED);

  private static long seed;

  private Topology topology;
  private Chance chance;
  private Ledgers ledgers;
  private SimStreams streams;

  /** Another world for every test: its lanes have the incarnation that all its lanes have. */
  @Override
  protected Incarnation incarnation() {
    topology = Topology.of(List.of(application()), 1);
    chance = new Chance(new RandomChoices(seed++, FAULTS));
    ledgers = new Ledgers();
    streams = new SimStreams(topology, ledgers, chance, new Trace(false), new SimClock());
    return topology.lanes().keySet().iterator().next().incarnation();
  }

  private static Application application() {
    return Application.named(
        "contract",
        app -> {
          var none = app.generate("none", Generator.range(0, 0, 1));
          app.workflow("first", none).sink(FIRST);
          app.workflow("second", none).sink(SECOND);
          app.workflow("one", FIRST).consume();
          app.workflow("two", FIRST).consume();
          app.workflow("three", SECOND).consume();
        });
  }

  @Override
  protected StreamTransport transport(LaneId lane) {
    return streams;
  }

  /** The application says it all. */
  @Override
  protected void subscribe(LaneId reader, StreamChannel channel) {}

  @Override
  protected void committed(LaneId lane, Entry entry) {
    var ledger = ledgers.of(lane);
    ledger.add(new Commit(ledger.newest() + 1, 0, 0, 1, List.of(entry)));
  }

  @Override
  protected Optional<Delivery> next(LaneId lane) {
    var reader = streams.readers(lane).get(0);
    var receiver = new SimInstance(lane, 1, driver(lane));
    var delivery = reader.next(chance, receiver);
    while (delivery == null && streams.landLate()) {
      delivery = reader.next(chance, receiver);
    }
    return Optional.ofNullable(delivery);
  }

  /** Of the lane that is delivered to; it is never polled. */
  private LaneDriver driver(LaneId lane) {
    var trace = new Trace(false);
    var forger = new SimForger(Set::of, ledgers, chance, trace);
    var asks = new SimAsks(ledgers, new SimCallers(List.of(), chance), forger, chance, trace);
    var ports =
        new Ports(
            new SimLog(ledgers, chance, trace),
            WakeRows.NONE,
            streams,
            asks,
            new SimListener(trace),
            new SimClock(),
            chance.fork());
    return new LaneDriver(
        lane, topology.operator(lane), topology.routes(), ports, LaneSettings.DEFAULT);
  }

  @Override
  protected void restart() {
    streams.readers().forEach(SimReader::again);
  }
}
