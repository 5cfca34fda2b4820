package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.codec.Bytes;
import dev.portals.local.log.LogSettings;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Atom;
import dev.portals.protocol.Entry;
import dev.portals.spi.Delivery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStreamsTest {
  private static final String OUT = "/p/streams/out";
  private static final Incarnation INCARNATION = new Incarnation(1, 1);
  private static final LaneId PRODUCER = new LaneId("p", INCARNATION, "generators/out", 0);
  private static final LaneId READER = new LaneId("c", INCARNATION, "workflows/read", 0);
  private static final StreamChannel CHANNEL = StreamChannel.of(OUT, PRODUCER);
  private static final int MANY = 400_000; // three of these are over the limit

  @TempDir Path directory;

  private final Replayed recorded = new Replayed();
  private final LocalStreams streams = new LocalStreams();
  private final RecoveredStreams recovered = new RecoveredStreams();
  private final AtomicInteger roomMade = new AtomicInteger();
  private final List<Delivery> delivered = new ArrayList<>();

  private static Map<StreamChannel, Map<LaneId, Long>> readBy(LaneId... readers) {
    var starts = new HashMap<LaneId, Long>();
    List.of(readers).forEach(reader -> starts.put(reader, 0L));
    return Map.of(CHANNEL, starts);
  }

  private static Atom atom(int bytes) {
    return Atom.of(1, Bytes.ofUtf8("x".repeat(bytes)));
  }

  private void publish(long first, int bytes) {
    streams.of(PRODUCER).publish(CHANNEL, first, List.of(atom(bytes)));
  }

  private boolean hasRoom() {
    return streams.of(PRODUCER).hasRoom(CHANNEL);
  }

  private List<Long> deliveredFirsts() {
    return delivered.stream().map(Delivery::first).toList();
  }

  @Test
  void reader_attachedLate_isGivenWhatWasKeptFirst() {
    streams.readers(readBy(READER));
    publish(0, 10);
    publish(1, 10);
    assertThat(delivered).isEmpty();
    streams.attach(READER, delivered::add);
    publish(2, 10);
    assertThat(deliveredFirsts()).containsExactly(0L, 2L);
    assertThat(delivered.get(0).atoms()).hasSize(2);
  }

  @Test
  void reader_recovered_isGivenWhatItHasNotConsumed() {
    recovered.readers(readBy(READER));
    for (var number = 0; number < 3; number++) {
      recovered.entry(PRODUCER, new Entry.Produced(OUT, number, atom(10)));
    }
    recovered.entry(READER, new Entry.Moved(OUT, CHANNEL, 1, false));
    streams.restore(recovered);
    streams.readers(readBy(READER)); // as the next launch says
    publish(2, 10); // repeated, as its watermark was not committed
    publish(3, 10);
    streams.attach(READER, delivered::add);
    assertThat(deliveredFirsts()).containsExactly(1L);
    assertThat(delivered.get(0).atoms()).hasSize(3);
  }

  @Test
  void reader_thatDoesNotRun_holdsItsProducerUntilItHasCaughtUp() {
    streams.declare(CHANNEL, false, roomMade::incrementAndGet);
    streams.readers(readBy(READER));
    for (var number = 0; number < 3; number++) {
      assertThat(hasRoom()).isTrue();
      publish(number, MANY);
    }
    assertThat(hasRoom()).isFalse();
    streams.attach(READER, delivered::add);
    assertThat(hasRoom()).isFalse();
    streams.of(READER).released(delivered.get(0));
    assertThat(hasRoom()).isTrue();
    assertThat(roomMade).hasValue(1);
  }

  @Test
  void reader_recoveredFarBehind_holdsItsProducer() {
    recovered.readers(readBy(READER));
    for (var number = 0; number < 3; number++) {
      recovered.entry(PRODUCER, new Entry.Produced(OUT, number, atom(MANY)));
    }
    streams.restore(recovered);
    assertThat(hasRoom()).isFalse();
    streams.attach(READER, delivered::add);
    streams.of(READER).released(delivered.get(0));
    assertThat(hasRoom()).isTrue();
  }

  @Test
  void reader_whoseAtomsAreNotInTheLog_isRefused() {
    recovered.readers(readBy(READER));
    recovered.entry(PRODUCER, new Entry.Produced(OUT, 5, atom(10)));

    assertThatThrownBy(() -> streams.restore(recovered))
        .isInstanceOf(PortalsException.class)
        .hasMessageContaining("is to read " + CHANNEL + " from atom 0, but the log has [5]");
  }

  @Test
  void atoms_saidAgainInAnyOrder_areKeptOnce() {
    recovered.readers(readBy(READER));
    recovered.entry(PRODUCER, new Entry.Produced(OUT, 5, atom(10)));
    recovered.entry(READER, new Entry.Moved(OUT, CHANNEL, 4, false));
    recovered.kept(new JournalRecord.Kept(CHANNEL, 3, List.of(atom(1), atom(2), atom(10))));
    streams.restore(recovered);
    streams.attach(READER, delivered::add);

    assertThat(deliveredFirsts()).containsExactly(4L);
    assertThat(delivered.get(0).atoms()).containsExactly(atom(2), atom(10));
  }

  @Test
  void readers_withoutOneOfThem_dropItAndMakeRoom() {
    var other = new LaneId("d", INCARNATION, "workflows/read", 0);
    streams.declare(CHANNEL, false, roomMade::incrementAndGet);
    streams.readers(readBy(READER));
    streams.readers(readBy(READER, other));
    streams.attach(other, delivered::add);
    for (var number = 0; number < 3; number++) {
      publish(number, MANY);
    }
    delivered.forEach(streams.of(other)::released);
    assertThat(hasRoom()).isFalse();
    streams.readers(readBy(other));
    assertThat(hasRoom()).isTrue();
    assertThat(roomMade).hasValue(1);
    delivered.clear();
    streams.attach(READER, delivered::add);
    publish(3, 10);
    assertThat(delivered).hasSize(1); // to the other
  }

  @Test
  void channel_onACycle_alwaysHasRoom() {
    streams.declare(CHANNEL, true, roomMade::incrementAndGet);
    streams.readers(readBy(READER));
    for (var number = 0; number < 9; number++) {
      publish(number, MANY);
    }
    assertThat(hasRoom()).isTrue();
  }

  @Test
  void reader_ofWhatIsGone_isRefused() {
    publish(0, MANY);
    assertThatThrownBy(() -> streams.require(readBy(READER)))
        .isInstanceOf(PortalsException.class)
        .hasMessageContaining(
            "/c/workflows/read#0 is to read /p/streams/out#0 from atom 0, but those before 1");
  }

  @Test
  void reader_ofWhatIsReserved_isGivenIt() {
    streams.readers(readBy(READER));
    streams.attach(READER, delivered::add);
    publish(0, MANY);
    publish(1, MANY);
    streams.of(READER).released(delivered.get(0));
    var other = new LaneId("d", INCARNATION, "workflows/read", 0);
    try (var journal = Journal.open(directory, LogSettings.DEFAULT, recorded, error -> {})) {
      assertThat(streams.reserve(CHANNEL, journal, 1 << 20)).isEqualTo(1);
    }
    streams.of(READER).released(delivered.get(1)); // would forget it
    streams.readers(Map.of(CHANNEL, Map.of(READER, 0L, other, 1L)));
    delivered.clear();
    streams.attach(other, delivered::add);
    assertThat(deliveredFirsts()).containsExactly(1L);
  }

  @Test
  void reader_ofWhatWasReserved_isGivenItAfterARestart() {
    recovered.readers(readBy(READER));
    recovered.entry(PRODUCER, new Entry.Produced(OUT, 0, atom(MANY)));
    recovered.entry(PRODUCER, new Entry.Produced(OUT, 1, atom(MANY + 1)));
    recovered.entry(READER, new Entry.Moved(OUT, CHANNEL, 2, false));
    recovered.reserved(new JournalRecord.Reserved(CHANNEL, 1));
    recovered.kept(new JournalRecord.Kept(CHANNEL, 1, List.of(atom(MANY + 1))));
    var other = new LaneId("d", INCARNATION, "workflows/read", 0);
    recovered.readers(Map.of(CHANNEL, Map.of(READER, 0L, other, 1L)));
    streams.restore(recovered);
    streams.attach(other, delivered::add);
    assertThat(delivered.get(0).atoms()).containsExactly(atom(MANY + 1));
  }

  @Test
  void seal_whenAllHaveReadIt_isKeptForWhoComesLater() {
    publish(0, 10);
    streams.of(PRODUCER).publish(CHANNEL, 1, List.of(Atom.SEAL));
    streams.readers(Map.of(CHANNEL, Map.of(READER, 1L)));
    streams.attach(READER, delivered::add);
    assertThat(delivered.get(0).atoms()).containsExactly(Atom.SEAL);
  }
}
