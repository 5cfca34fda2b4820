package dev.portals.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.build.ApplicationBuilder;
import dev.portals.codec.Bytes;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.Manifest;
import dev.portals.plan.Phase;
import dev.portals.plan.Plan;
import dev.portals.plan.Subscription;
import dev.portals.protocol.Atom;
import dev.portals.registry.FakeRegistry.Fate;
import dev.portals.spi.StoreUnavailableException;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Start;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Rules L1 and P3. */
class LauncherTest {
  private static final AtomStream<String> ITEMS =
      AtomStream.at("/writer/streams/items", String.class);
  private static final AtomStream<String> COPIES =
      AtomStream.at("/reader/streams/copies", String.class);
  private static final Atom ATOM = Atom.of(1, Bytes.EMPTY);

  private final FakeRegistry registry = new FakeRegistry();
  private final FakeLanes lanes = new FakeLanes();

  private static Manifest manifest(String name, int lanes, Consumer<ApplicationBuilder> block) {
    return Manifest.of(Plan.of(Application.named(name, block).graph(), lanes));
  }

  private static Manifest writer(int lanes) {
    return manifest(
        "writer",
        lanes,
        app ->
            app.workflow("w", app.generate("in", Generator.of(String.class, List.of("a"), 1)))
                .sink(ITEMS));
  }

  private static Manifest reader(Start start) {
    return manifest("reader", 1, app -> app.workflow("r", ITEMS, start).sink(COPIES));
  }

  private Launcher launcher() {
    return new Launcher(registry, lanes, new SplittableRandom(registry.items.size()));
  }

  private void launch(String id, Manifest... manifests) {
    launcher().launch(id, List.of(manifests));
  }

  private LaneId writerLane(int number) {
    return new LaneId("writer", registry.of("writer").incarnation(), "workflows/w", number);
  }

  private static Subscription from(Incarnation writer, Long... starts) {
    return new Subscription("workflows/r", ITEMS.path(), writer, List.of(starts));
  }

  @Test
  void launch_ofAGroup_runsItAndReadsAllFromTheBeginning() {
    launch("one", writer(1), reader(Start.NOW));

    assertThat(registry.of("writer").phase()).isEqualTo(Phase.RUNNING);
    assertThat(registry.of("reader").phase()).isEqualTo(Phase.RUNNING);
    assertThat(registry.of("reader").subscriptions()).isEmpty();
    assertThat(registry.of("reader").planEpoch()).isEqualTo(1);
    assertThat(registry.of("reader").incarnation().ordinal()).isEqualTo(1);
  }

  @Test
  void launch_ofALaterReader_readsFromNowInEachLane() {
    launch("one", writer(3));
    lanes.produce(writerLane(0), ITEMS.path(), ATOM, ATOM);
    lanes.produce(writerLane(2), ITEMS.path(), ATOM, Atom.SEAL);

    launch("two", reader(Start.NOW));

    var writer = registry.of("writer").incarnation();
    assertThat(registry.of("reader").subscriptions()).containsExactly(from(writer, 2L, 0L, 1L));
  }

  @Test
  void launch_ofALaterReaderFromTheEarliest_readsAll() {
    launch("one", writer(1));
    lanes.produce(writerLane(0), ITEMS.path(), ATOM, ATOM);

    launch("two", reader(Start.EARLIEST));

    var writer = registry.of("writer").incarnation();
    assertThat(registry.of("reader").subscriptions()).containsExactly(from(writer, 0L));
  }

  @Test
  void routes_ofALaterReader_beginWhereItWasLaunched() {
    launch("one", writer(1));
    lanes.produce(writerLane(0), ITEMS.path(), ATOM, ATOM);

    var routes = launcher().launch("two", List.of(reader(Start.NOW)));

    var reader = new LaneId("reader", registry.of("reader").incarnation(), "workflows/r", 0);
    assertThat(routes.inputs(reader))
        .singleElement()
        .satisfies(
            input -> {
              assertThat(input.start()).isEqualTo(2);
              assertThat(input.producer()).isEqualTo(writerLane(0));
            });
  }

  @Test
  void launch_ofWhatRuns_isRefusedAndChangesNothing() {
    launch("one", writer(1));
    var before = List.copyOf(registry.items.values());

    assertThatThrownBy(() -> launch("two", reader(Start.NOW), writer(1)))
        .hasMessage("nothing was launched: /writer runs already. Maybe stop or replace it");
    assertThat(registry.items.values()).containsExactlyElementsOf(before);
  }

  @Test
  void launch_thatDoesNotResolve_isRefusedWhole() {
    var other =
        manifest(
            "other",
            1,
            app ->
                app.workflow("r", AtomStream.at("/writer/streams/absent", String.class)).consume());

    assertThatThrownBy(() -> launch("one", writer(1), other))
        .isInstanceOf(PortalsException.class)
        .hasMessageContaining("/other/workflows/r reads /writer/streams/absent");
    assertThat(registry.items).isEmpty();
  }

  @Test
  void launch_killedBetweenItems_isSeenByNobodyAndGoesOnUnderItsName() {
    registry.fates.addAll(List.of(Fate.DONE, Fate.KILLED));
    assertThatThrownBy(() -> launch("one", writer(1), reader(Start.NOW)))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(registry.of("reader").phase()).isEqualTo(Phase.LAUNCHING);
    var begun = registry.of("reader").incarnation();
    assertThatThrownBy(() -> launch("other", reader(Start.NOW), writer(1)))
        .hasMessage(
            "nothing was launched: /reader is being launched as \"one\". Maybe go on with that");
    var copies = manifest("copies", 1, app -> app.workflow("c", COPIES).consume());
    assertThatThrownBy(() -> launch("copies", copies))
        .hasMessageContaining("reads /reader/streams/copies, which no running application has");

    launch("one", writer(1), reader(Start.NOW));

    assertThat(registry.of("reader").phase()).isEqualTo(Phase.RUNNING);
    assertThat(registry.of("reader").incarnation()).isEqualTo(begun);
    assertThat(registry.of("reader").subscriptions()).isEmpty();
  }

  @Test // mutant 47
  void launch_goneOnWith_readsFromWhereItWasWrittenDown() {
    launch("one", writer(1));
    lanes.produce(writerLane(0), ITEMS.path(), ATOM);
    registry.fates.addAll(List.of(Fate.DONE, Fate.KILLED));
    assertThatThrownBy(() -> launch("two", reader(Start.NOW)))
        .isInstanceOf(StoreUnavailableException.class);
    lanes.produce(writerLane(0), ITEMS.path(), ATOM, ATOM);

    launch("two", reader(Start.NOW));

    var writer = registry.of("writer").incarnation();
    assertThat(registry.of("reader").subscriptions()).containsExactly(from(writer, 1L));
  }

  @Test
  void launch_whoseWritesAreNotKnown_looksThemUp() {
    registry.fates.addAll(
        List.of(Fate.UNKNOWN_AND_DONE, Fate.UNKNOWN_AND_LOST, Fate.DONE, Fate.UNKNOWN_AND_DONE));

    launch("one", writer(1), reader(Start.NOW));

    assertThat(registry.of("writer").phase()).isEqualTo(Phase.RUNNING);
    assertThat(registry.of("reader").phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void launch_onceMoreUnderItsName_changesNothing() {
    launch("one", writer(1), reader(Start.NOW));
    var before = List.copyOf(registry.items.values());

    launch("one", writer(1), reader(Start.NOW));

    assertThat(registry.items.values()).containsExactlyElementsOf(before);
  }

  @Test
  void launch_onceMoreWithOtherCode_isRefused() {
    launch("one", reader(Start.NOW), writer(1));

    assertThatThrownBy(() -> launch("one", reader(Start.NOW), writer(2)))
        .hasMessage(
            "nothing was launched: /writer is not as \"one\" launched it. Maybe launch it under"
                + " another name");
  }

  @Test
  void launch_whoseWriterIsStoppedMeanwhile_isRefusedWhole() {
    launch("one", writer(1));
    registry.beforePut =
        () -> {
          registry.beforePut = () -> {};
          var writer = registry.find("writer").orElseThrow();
          registry.put(writer.registration().in(Phase.DRAINING), writer.version());
        };

    assertThatThrownBy(() -> launch("two", reader(Start.NOW)))
        .hasMessageContaining("/reader/workflows/r reads /writer/streams/items, which no running");
    assertThat(registry.of("reader").phase()).isEqualTo(Phase.STOPPED);
  }

  @Test // L1
  void launch_afterStop_isANewIncarnationUnderALaterEpoch() {
    launch("one", writer(1));
    var first = registry.of("writer").incarnation();
    var item = registry.find("writer").orElseThrow();
    registry.put(item.registration().in(Phase.STOPPED), item.version());
    assertThatThrownBy(() -> launch("one", writer(1)))
        .hasMessage(
            "nothing was launched: /writer was stopped after \"one\". Maybe launch it under another"
                + " name");

    launch("two", writer(1));

    var second = registry.of("writer");
    assertThat(second.incarnation().ordinal()).isEqualTo(2);
    assertThat(second.incarnation().nonce()).isNotEqualTo(first.nonce());
    assertThat(second.planEpoch()).isEqualTo(2);
  }

  @Test
  void launch_whileAnotherRanAndEnded_doesNotComeBack() {
    registry.beforePut =
        () -> {
          registry.beforePut = () -> {};
          launch("later", writer(1));
          var item = registry.find("writer").orElseThrow();
          registry.put(item.registration().in(Phase.STOPPED), item.version());
        };

    assertThatThrownBy(() -> launch("one", writer(1)))
        .hasMessage(
            "nothing was launched: /writer was launched as \"later\" and stopped meanwhile. Maybe"
                + " look whether it is still wanted");

    assertThat(registry.of("writer").launch()).isEqualTo("later");
    assertThat(registry.of("writer").phase()).isEqualTo(Phase.STOPPED);
  }
}
