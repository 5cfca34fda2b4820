package dev.portals.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.build.Application;
import dev.portals.build.ApplicationBuilder;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Sequencer;
import dev.portals.task.Splitter;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Design rule S11 for sequencers, connections, splitters and splits. */
class ConnectionsTest {
  private static final Sequencer<Integer> COURT =
      Sequencer.at("/court/sequencers/court", Integer.class);
  private static final Splitter<Integer> SPLIT = Splitter.at("/court/splitters/all", Integer.class);
  private static final AtomStream<Integer> OUT = AtomStream.at("/made/streams/out", Integer.class);
  private static final Incarnation FIRST = new Incarnation(1, 11);

  private static Plan plan(String name, Consumer<ApplicationBuilder> block) {
    return Plan.of(Application.named(name, block).graph(), 3);
  }

  private static Routes resolve(Plan... plans) {
    var incarnations = Stream.of(plans).collect(Collectors.toMap(Plan::application, plan -> FIRST));
    return Routes.resolve(List.of(plans), incarnations);
  }

  private static Plan court() {
    return plan(
        "court",
        app -> {
          app.sequencer(COURT);
          app.splitter(SPLIT, OUT);
        });
  }

  private static Plan made() {
    return plan(
        "made", app -> app.workflow("w", app.generate("in", Generator.range(0, 3, 1))).sink(OUT));
  }

  private static LaneId lane(String application, String operator, int number) {
    return new LaneId(application, FIRST, operator, number);
  }

  @Test
  void s3_sequencer_hasOneLaneThatReadsEveryLaneOfWhatIsConnected() {
    var connected = plan("later", app -> app.connect(OUT, COURT));
    var sequencer = lane("court", "sequencers/court", 0);

    assertThat(court().operators().get(0).lanes()).isEqualTo(1);
    assertThat(resolve(court(), made()).inputs(sequencer)).isEmpty();
    assertThat(resolve(court(), made(), connected).inputs(sequencer))
        .extracting(Routes.Input::producer)
        .containsExactly(
            lane("made", "workflows/w", 0),
            lane("made", "workflows/w", 1),
            lane("made", "workflows/w", 2));
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void s3_sequencer_takesWhatIsConnectedOnceThatIsLaunchedAndUntilItHasEnded(Phase phase) {
    var all =
        Stream.of(court(), made(), plan("later", app -> app.connect(OUT, COURT)))
            .map(it -> Registration.launching("", Manifest.of(it), FIRST, 1).in(Phase.RUNNING))
            .map(it -> it.application().equals("later") ? it.in(phase) : it)
            .toList();

    var isTaken = !Routes.of(all).inputs(lane("court", "sequencers/court", 0)).isEmpty();

    assertThat(isTaken).isEqualTo(phase != Phase.LAUNCHING && phase != Phase.STOPPED);
  }

  @Test
  void s3_split_readsWhatTheSplitterSplitsInAsManyLanes() {
    var later = plan("later", app -> app.split(SPLIT, "odd", n -> n % 2 != 0));

    assertThat(resolve(court(), made(), later).inputs(lane("later", "splits/odd", 2)))
        .singleElement()
        .isEqualTo(
            new Routes.Input(
                OUT.path(),
                new StreamChannel(OUT.path(), FIRST, 2),
                lane("made", "workflows/w", 2),
                0));
  }

  @Test
  void s11_connectionOfWhatIsNotThere_isRefused() {
    var later =
        plan(
            "later",
            app ->
                app.connect(
                    AtomStream.at("/made/streams/absent", Integer.class),
                    Sequencer.at("/court/sequencers/absent", Integer.class)));

    assertThatThrownBy(() -> resolve(court(), made(), later))
        .hasMessageContaining("/later connects /made/streams/absent, which no running application")
        .hasMessageContaining(
            "/later connects to /court/sequencers/absent, which no running application has. Maybe"
                + " launch its owner with it; known: [/court/sequencers/court]");
  }

  @Test
  void s11_connectionToASequencerOfAnotherClass_isRefused() {
    var in = AtomStream.at("/later/streams/in", String.class);
    var later =
        plan(
            "later",
            app ->
                app.connect(
                    app.generate(in, Generator.of(String.class, List.of("a"), 1)),
                    Sequencer.at(COURT.path(), String.class)));

    assertThatThrownBy(() -> resolve(court(), made(), later))
        .hasMessageContaining(
            "/later connects to /court/sequencers/court as java.lang.String, but it is"
                + " java.lang.Integer. Maybe share one constant");
  }

  @Test
  void s11_connectionThatAnotherApplicationHas_isRefused() {
    var one = plan("one", app -> app.connect(OUT, COURT));
    var two = plan("two", app -> app.connect(OUT, COURT));

    assertThatThrownBy(() -> resolve(court(), made(), one, two))
        .hasMessage(
            "nothing was launched:\n"
                + "  /two connects /made/streams/out to /court/sequencers/court, as does /one."
                + " Maybe once: each atom would come twice");
  }

  @Test
  void s11_splitOfWhatIsNotThereOrOfAnotherClass_isRefused() {
    var absent = Splitter.at("/court/splitters/absent", Integer.class);
    var texts = Splitter.at(SPLIT.path(), String.class);

    assertThatThrownBy(
            () -> resolve(court(), made(), plan("a", app -> app.split(absent, "s", n -> true))))
        .hasMessageContaining("/a/splits/s reads /court/splitters/absent, which no running");
    assertThatThrownBy(
            () -> resolve(court(), made(), plan("a", app -> app.split(texts, "s", n -> true))))
        .hasMessageContaining(
            "/a/splits/s reads /court/splitters/all as java.lang.String, but it is"
                + " java.lang.Integer");
  }

  @Test
  void s11_splitterOfAStreamThatIsNotThere_isRefused() {
    assertThatThrownBy(() -> resolve(court()))
        .hasMessageContaining("/court splits /made/streams/out, which no running application has");
  }
}
