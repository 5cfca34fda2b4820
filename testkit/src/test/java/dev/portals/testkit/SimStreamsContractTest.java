package dev.portals.testkit;

import dev.portals.build.Application;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Commit;
import dev.portals.protocol.Entry;
import dev.portals.spi.Delivery;
import dev.portals.spi.StreamTransport;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import java.util.List;
import java.util.Optional;

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
    chance = new Chance(seed++, FAULTS);
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
    var delivery = reader.next(chance, null);
    while (delivery == null && streams.landLate()) {
      delivery = reader.next(chance, null);
    }
    return Optional.ofNullable(delivery);
  }

  @Override
  protected void restart() {
    streams.readers().forEach(SimReader::again);
  }
}
