package dev.portals.local;

import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Entry;
import dev.portals.spi.Delivery;
import dev.portals.spi.StreamTransport;
import dev.portals.testkit.StreamTransportContract;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** After a restart the streams are what the journal says: subscriptions, then commits. */
class LocalStreamsContractTest extends StreamTransportContract {
  private record Committed(LaneId lane, Entry entry) {}

  private final Map<StreamChannel, Map<LaneId, Long>> readers = new HashMap<>();
  private final List<Committed> journal = new ArrayList<>();
  private final Map<LaneId, Queue<Delivery>> delivered = new HashMap<>();
  private LocalStreams streams = new LocalStreams();

  @Override
  protected StreamTransport transport(LaneId lane) {
    return streams.of(lane);
  }

  @Override
  protected void subscribe(LaneId reader, StreamChannel channel) {
    readers.computeIfAbsent(channel, name -> new HashMap<>()).put(reader, 0L);
    streams.readers(readers);
    attach(reader);
  }

  private void attach(LaneId reader) {
    var queue = new ArrayDeque<Delivery>();
    delivered.put(reader, queue);
    streams.attach(reader, queue::add);
  }

  @Override
  protected void committed(LaneId lane, Entry entry) {
    journal.add(new Committed(lane, entry));
  }

  @Override
  protected Optional<Delivery> next(LaneId reader) {
    return Optional.ofNullable(delivered.get(reader).poll());
  }

  @Override
  protected void restart() {
    var recovered = new RecoveredStreams();
    recovered.readers(readers);
    journal.forEach(committed -> recovered.entry(committed.lane(), committed.entry()));
    streams = new LocalStreams();
    streams.restore(recovered);
    List.copyOf(delivered.keySet()).forEach(this::attach);
  }
}
