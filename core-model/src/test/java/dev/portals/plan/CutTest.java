package dev.portals.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.build.ApplicationBuilder;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Task;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Design rule S3 and protocol "Identities": several lanes, and what travels between them. */
class CutTest {
  private static final Incarnation FIRST = new Incarnation(1, 11);
  private static final AtomStream<String> WORDS = AtomStream.at("/a/streams/words", String.class);

  private static Plan plan(int lanes, Consumer<ApplicationBuilder> block) {
    return Plan.of(Application.named("a", block).graph(), lanes);
  }

  private static Task<String, String> same() {
    return Task.of(String.class, String.class, (event, ctx) -> ctx.emit(event));
  }

  private static void twice(ApplicationBuilder app) {
    app.workflow("w", app.generate(WORDS, Generator.of(String.class, List.of("to be"), 1)))
        .key(word -> word)
        .task("first", same())
        .key(word -> word.substring(1))
        .task("second", same())
        .sink("out");
  }

  @Test
  void plan_withOneLane_isOneOperatorWhateverTheKeys() {
    assertThat(plan(1, CutTest::twice).operators())
        .extracting(Operator::name)
        .containsExactly("generators/words", "workflows/w");
  }

  @Test
  void plan_withLanes_isCutAtEveryKey() {
    var operators = plan(2, CutTest::twice).operators();

    assertThat(operators)
        .extracting(Operator::name)
        .containsExactly(
            "generators/words", "workflows/w", "workflows/w/key-1", "workflows/w/key-2");
    assertThat(operators).extracting(Operator::lanes).containsExactly(1, 2, 2, 2);
    assertThat(operators.get(1).outputs())
        .containsExactly("/a/edges/w/key-1/0", "/a/edges/w/key-1/1");
    assertThat(operators.get(2).inputs()).isEmpty();
    assertThat(operators.get(2).outputs())
        .containsExactly("/a/edges/w/key-2/0", "/a/edges/w/key-2/1");
    assertThat(operators.get(3).outputs()).containsExactly("/a/streams/out");
  }

  @Test
  void inputs_ofLanes_areTheirChannelsAndTheirShares() {
    var plan = plan(2, CutTest::twice);
    var routes = Routes.resolve(List.of(plan), Map.of("a", FIRST));
    var entry = plan.operators().get(1);
    var last = plan.operators().get(3);
    var from = new LaneId("a", FIRST, "generators/words", 0);

    assertThat(routes.inputs(new LaneId("a", FIRST, entry.name(), 0)))
        .containsExactly(
            new Routes.Input(WORDS.path(), new StreamChannel(WORDS.path(), FIRST, 0), from, 0));
    assertThat(routes.inputs(new LaneId("a", FIRST, entry.name(), 1))).isEmpty();
    assertThat(routes.inputs(new LaneId("a", FIRST, last.name(), 1)))
        .extracting(input -> input.channel() + " from " + input.producer())
        .containsExactly(
            "/a/edges/w/key-2/1#0 from /a/workflows/w/key-1#0",
            "/a/edges/w/key-2/1#1 from /a/workflows/w/key-1#1");
  }

  @Test
  void inputs_withFewerLanesThanTheStream_takeSeveralChannelsEach() {
    var writer = plan(3, CutTest::twice);
    var out = AtomStream.at("/a/streams/out", String.class);
    var reader =
        Plan.of(Application.named("b", app -> app.workflow("r", out).consume()).graph(), 2);
    var routes = Routes.resolve(List.of(writer, reader), Map.of("a", FIRST, "b", FIRST));
    var read = reader.operators().get(0);

    assertThat(routes.inputs(new LaneId("b", FIRST, read.name(), 0)))
        .extracting(input -> input.channel().lane())
        .containsExactly(0, 2);
    assertThat(routes.inputs(new LaneId("b", FIRST, read.name(), 1)))
        .extracting(input -> input.channel().lane())
        .containsExactly(1);
  }

  private static Task<String, String> hearing() {
    return Task.define(
        String.class,
        String.class,
        task -> {
          task.onAtomComplete(ctx -> ctx.emit("."));
          return (event, ctx) -> ctx.emit(event);
        });
  }

  @Test // P5
  void edges_beforeATaskThatHearsOfAtoms_sendEmptySharesToo() {
    var operators =
        plan(
                2,
                app -> {
                  var words =
                      app.workflow(
                          "w", app.generate(WORDS, Generator.of(String.class, List.of(), 1)));
                  var first = words.key(word -> word).task("first", same());
                  first.key(word -> word).task("hearing", hearing()).key(word -> word).consume();
                  first.key(word -> word).task("second", same()).sink("out");
                })
            .operators();

    assertThat(operators.stream().flatMap(operator -> operator.edges().stream()))
        .extracting(edge -> edge.path() + " " + edge.markers())
        .containsExactlyInAnyOrder(
            "/a/edges/w/key-1 true",
            "/a/edges/w/key-2 true",
            "/a/edges/w/key-3 false",
            "/a/edges/w/key-4 false");
  }

  @Test
  void reads_aPort_isTrueForTheOwnEdgeOnly() {
    var operators = plan(2, CutTest::twice).operators();

    assertThat(operators.get(2).reads("/a/edges/w/key-1/1")).isTrue();
    assertThat(operators.get(3).reads("/a/edges/w/key-1/1")).isFalse();
    assertThat(operators.get(1).reads(WORDS.path())).isTrue();
  }

  @Test
  void plan_ofNoLanes_isRefused() {
    assertThatThrownBy(() -> plan(0, CutTest::twice))
        .isInstanceOf(PortalsException.class)
        .hasMessage("/a is to have 0 lanes an operator. Maybe 1, or up to 1024");
  }
}
