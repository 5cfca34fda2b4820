package dev.portals.registry;

import static dev.portals.registry.Deployments.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.codec.Bytes;
import dev.portals.plan.LaneId;
import dev.portals.plan.Manifest;
import dev.portals.plan.StreamChannel;
import dev.portals.plan.Subscription;
import dev.portals.protocol.Atom;
import dev.portals.protocol.Entry;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Sequencer;
import dev.portals.task.Splitter;
import dev.portals.task.Start;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The life of connections and splits: rules L1 to L3, P3. */
class ConnectionsTest {
  private static final Sequencer<String> COURT =
      Sequencer.at("/court/sequencers/court", String.class);
  private static final Splitter<String> SPLIT = Splitter.at("/court/splitters/all", String.class);
  private static final AtomStream<String> OUT = AtomStream.at("/made/streams/out", String.class);
  private static final AtomStream<String> OWN = AtomStream.at("/player/streams/own", String.class);
  private static final Atom ATOM = Atom.of(1, Bytes.EMPTY);

  private final Deployments it = new Deployments();

  private static Manifest court() {
    return manifest("court", 1, app -> app.sequencer(COURT));
  }

  private static Manifest made() {
    return manifest("made", 1, app -> app.workflow("w", app.generate("in", words())).sink(OUT));
  }

  private static Manifest player(Start start) {
    return manifest("player", 1, app -> app.connect(OUT, COURT, start));
  }

  private static Manifest owner() {
    return manifest(
        "player",
        1,
        app -> app.connect(app.workflow("w", app.generate("in", words())).sink(OWN), COURT));
  }

  private static Generator<String, ?> words() {
    return Generator.of(String.class, List.of("a"), 1);
  }

  private LaneId sequencer() {
    return new LaneId("court", it.registry.of("court").incarnation(), "sequencers/court", 0);
  }

  /** The sequencer takes atoms of a stream. */
  private void take(AtomStream<String> stream, LaneId producer, int atoms) {
    var channel = StreamChannel.of(stream.path(), producer);
    for (var next = 1; next <= atoms; next++) {
      it.lanes.commit(sequencer(), 1, new Entry.Moved(stream.path(), channel, next, false));
    }
  }

  @Test
  void p3_connectionOfARunningStream_beginsNow() {
    it.launch("one", court(), made());
    it.lanes.produce(it.lane("made"), OUT.path(), ATOM, ATOM);

    it.launch("two", player(Start.NOW));

    assertThat(it.registry.of("player").subscriptions())
        .containsExactly(
            new Subscription(
                COURT.path(), OUT.path(), it.registry.of("made").incarnation(), List.of(2L)));
  }

  @Test
  void p3_connectionFromTheEarliest_takesAll() {
    it.launch("one", court(), made());
    it.lanes.produce(it.lane("made"), OUT.path(), ATOM, ATOM);

    it.launch("two", player(Start.EARLIEST));

    assertThat(it.registry.of("player").subscriptions())
        .singleElement()
        .satisfies(subscription -> assertThat(subscription.starts()).containsExactly(0L));
  }

  @Test
  void p3_splitOfARunningStream_beginsNowInTheStreamItself() {
    it.launch("one", made(), manifest("court", 1, app -> app.splitter(SPLIT, OUT)));
    it.lanes.produce(it.lane("made"), OUT.path(), ATOM);

    it.launch("two", manifest("player", 1, app -> app.split(SPLIT, "all", word -> true)));

    assertThat(it.registry.of("player").subscriptions())
        .containsExactly(
            new Subscription(
                "splits/all", OUT.path(), it.registry.of("made").incarnation(), List.of(1L)));
  }

  @Test
  void p3_connectionMadeAgain_isRefusedAsTheSequencerKnowsHowFarItWas() {
    it.launch("one", court(), made());
    it.launch("two", player(Start.NOW));
    take(OUT, it.lane("made"), 2);
    assertThat(it.stop("player", false)).isEmpty();

    assertThatThrownBy(() -> it.launch("three", player(Start.NOW)))
        .hasMessageContaining(
            "/made/streams/out was connected to /court/sequencers/court before, up to atom 2");
  }

  @Test
  void l1_stopOfAnApplicationWhoseOwnStreamIsConnected_waitsUntilAllIsTaken() {
    it.launch("one", court());
    it.launch("two", owner());
    var producer = it.lane("player");
    it.lanes.produce(producer, OWN.path(), ATOM, ATOM);
    it.lanes.commit(producer, 1, new Entry.Published(OWN.path(), 2));
    take(OWN, producer, 1);

    assertThat(it.stop("player", false)).containsExactly(sequencer());
    it.lanes.commit(
        sequencer(),
        1,
        new Entry.Moved(OWN.path(), StreamChannel.of(OWN.path(), producer), 2, false));

    assertThat(it.stop("player", false)).isEmpty();
  }

  @Test
  void l1_stopOfASequencerOrAStreamThatOthersConnect_isRefused() {
    it.launch("one", court(), made());
    it.launch("two", player(Start.NOW));

    assertThatThrownBy(() -> it.stop("court", false))
        .hasMessageContaining("/player with /court/sequencers/court read its streams");
    assertThatThrownBy(() -> it.stop("made", false))
        .hasMessageContaining("/player with /court/sequencers/court read its streams");
  }

  @Test
  void l1_stopOfASplitterOrItsStreamThatOthersSplit_isRefused() {
    it.launch("one", made(), manifest("court", 1, app -> app.splitter(SPLIT, OUT)));
    it.launch("two", manifest("player", 1, app -> app.split(SPLIT, "all", word -> true)));

    assertThatThrownBy(() -> it.stop("court", false))
        .hasMessageContaining("/player/splits/all read its streams");
    assertThatThrownBy(() -> it.stop("made", false))
        .hasMessageContaining("/court/splitters/all read its streams");
  }

  @Test
  void l2_replacementWithoutAConnection_isRefused() {
    it.launch("one", court(), made());
    it.launch("two", player(Start.NOW));

    assertThatThrownBy(
            () -> it.replace("three", manifest("player", 1, app -> app.splitter(own(), OUT))))
        .hasMessageContaining(
            "/player no longer connects /made/streams/out to /court/sequencers/court, and what is"
                + " under way would be lost");
  }

  @Test
  void l2_replacementThatSplitsAnotherStream_isRefused() {
    it.launch("one", court(), made());
    it.launch("two", manifest("player", 1, app -> app.splitter(own(), OUT)));

    assertThatThrownBy(
            () ->
                it.replace(
                    "three", manifest("player", 1, app -> app.splitter(own(), COURT.stream()))))
        .hasMessageContaining(
            "/player/splitters/all splits /made/streams/out, and its readers go on there");
  }

  private static Splitter<String> own() {
    return Splitter.at("/player/splitters/all", String.class);
  }
}
