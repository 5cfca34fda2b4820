package dev.portals.build;

import static dev.portals.build.Built.problems;
import static dev.portals.build.Built.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.task.AtomStream;
import dev.portals.task.FailurePolicy;
import dev.portals.task.Generator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Design rule S12, one broken rule a test: streams, workflows and flows. */
class WellFormedGraphTest {
  private static final AtomStream<String> FOREIGN =
      AtomStream.at("/other/streams/news", String.class);

  @Test
  void application_wellFormed_isBuiltAndNamed() {
    var shop =
        Application.named(
            "shop",
            app -> app.workflow("w", words(app)).map(Integer.class, String::length).sink("n"));

    assertThat(shop.name()).isEqualTo("shop");
    assertThat(shop.graph().sources()).hasSize(1);
    assertThat(shop.graph().workflows()).singleElement().extracting("name").isEqualTo("w");
  }

  @Test
  void application_withoutParts_isRefused() {
    assertThat(problems(app -> {})).containsExactly("/shop: has no part. Maybe app.workflow(…)");
  }

  @Test
  void workflow_declaredTwice_isRefused() {
    assertThat(
            problems(
                app -> {
                  var words = words(app);
                  app.workflow("w", words).consume();
                  app.workflow("w", words).consume();
                }))
        .containsExactly("/shop/workflows/w: is declared twice. Maybe another name");
  }

  @Test
  void twoWorkflows_readingOneStream_areFine() {
    assertThat(
            problems(
                app -> {
                  var words = words(app);
                  app.workflow("v", words).consume();
                  app.workflow("w", words).consume();
                }))
        .isEmpty();
  }

  @Test
  void flow_withoutSinkOrConsume_isRefused() {
    assertThat(problems(app -> app.workflow("w", words(app)).filter(word -> true)))
        .containsExactly(
            "/shop/workflows/w: has a flow that ends nowhere. "
                + "Maybe .sink(…), or .consume() to drop it");
  }

  @Test
  void flow_continuedTwiceAndOnceWithoutEnd_isRefusedOnce() {
    assertThat(
            problems(
                app -> {
                  var flow = app.workflow("w", words(app)).filter(word -> true);
                  flow.sink("kept");
                  flow.map(Integer.class, String::length);
                }))
        .containsExactly(
            "/shop/workflows/w: has a flow that ends nowhere. "
                + "Maybe .sink(…), or .consume() to drop it");
  }

  @Test
  void sink_ofAnotherApplicationsStream_isRefused() {
    assertThat(problems(app -> app.workflow("w", words(app)).sink(FOREIGN)))
        .containsExactly(
            "/shop/workflows/w: writes /other/streams/news of another application. "
                + "Maybe /shop/streams/…");
  }

  @Test
  void generator_ofAnotherApplicationsStream_isRefused() {
    assertThat(problems(app -> app.generate(FOREIGN, Generator.of(String.class, List.of("a"), 1))))
        .containsExactly(
            "/other/streams/news: writes /other/streams/news of another application. "
                + "Maybe /shop/streams/…");
  }

  @Test
  void stream_ofApplicationWhoseNameBeginsAlike_isForeign() {
    var shopping = AtomStream.at("/shopping/streams/x", String.class);

    assertThat(problems(app -> app.workflow("w", words(app)).sink(shopping)))
        .containsExactly(
            "/shop/workflows/w: writes /shopping/streams/x of another application. "
                + "Maybe /shop/streams/…");
  }

  @Test
  void stream_withTwoProducers_isRefused() {
    assertThat(problems(app -> app.workflow("w", words(app)).sink("words")))
        .containsExactly(
            "/shop/streams/words: has two producers. Maybe one name for each sink and generator");
  }

  @Test
  void read_ofOwnStreamThatNothingWrites_isRefused() {
    var absent = AtomStream.at("/shop/streams/absent", String.class);

    assertThat(
            problems(
                app -> {
                  words(app);
                  app.workflow("w", absent).consume();
                }))
        .containsExactly(
            "/shop/workflows/w: reads /shop/streams/absent, which nothing writes. "
                + "Maybe one of [/shop/streams/words]");
  }

  @Test
  void read_ofOwnStreamAsAnotherType_isRefused() {
    var numbers = AtomStream.at("/shop/streams/words", Integer.class);

    assertThat(
            problems(
                app -> {
                  words(app);
                  app.workflow("w", numbers).consume();
                }))
        .containsExactly(
            "/shop/workflows/w: reads /shop/streams/words as Integer, but it carries String. "
                + "Maybe share one constant");
  }

  @Test
  void read_ofAnotherApplicationsStream_isLeftToTheLaunch() {
    assertThat(problems(app -> app.workflow("w", FOREIGN).consume())).isEmpty();
  }

  @Test
  void read_ofStreamThatALaterWorkflowWrites_isFine() {
    var later = AtomStream.at("/shop/streams/later", String.class);

    assertThat(
            problems(
                app -> {
                  app.workflow("first", later).consume();
                  app.workflow("second", words(app)).sink(later);
                }))
        .isEmpty();
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without checks may pass
  void generator_withNullAsFirstCursor_isRefused() {
    assertThat(
            problems(
                app ->
                    app.generate(
                        "words",
                        Generator.resumable(
                            String.class, String.class, null, at -> new Generator.Ended<>()))))
        .containsExactly(
            "/shop/streams/words: has a generator whose first cursor is null. "
                + "Maybe a value that stands for the start");
  }

  @Test
  void workflow_thatReadsNothing_isRefused() {
    assertThat(problems(app -> app.workflow("w")))
        .containsExactly("/shop/workflows/w: reads nothing. Maybe .from(…)");
  }

  @Test
  void union_ofFlowsOfTwoWorkflows_isRefused() {
    assertThat(
            problems(
                app -> {
                  var other = app.workflow("v", words(app));
                  other.consume();
                  app.workflow("w", FOREIGN).union(other).consume();
                }))
        .containsExactly(
            "/shop/workflows/w: is joined with a flow of workflow v. "
                + "Maybe .sink(…) there and .from(…) here");
  }

  @Test
  void union_ofOneReadBehindDifferentKeyChanges_isRefused() {
    var advice =
        " that lie behind different key changes, where nothing keeps an atom together. "
            + "Maybe a sequencer, or .union(…) before .key(…)";

    assertThat(
            problems(
                app -> {
                  var words = app.workflow("w", words(app));
                  words.key(word -> "a").union(words.key(word -> "b")).consume();
                }))
        .containsExactly("/shop/workflows/w: joins flows of /shop/streams/words" + advice);
    assertThat(
            problems(
                app -> {
                  var words = app.workflow("w", FOREIGN);
                  words.filter(word -> true).union(words.key(word -> "b")).consume();
                }))
        .containsExactly("/shop/workflows/w: joins flows of /other/streams/news" + advice);
  }

  @Test
  void unions_thatJoinBothSidesOfAKeyChangeByWayOfAnotherStream_areRefused() {
    assertThat(
            problems(
                app -> {
                  var top = app.workflow("w");
                  var words = top.from(words(app));
                  var news = top.from(FOREIGN);
                  words.union(news).consume();
                  words.key(word -> "a").union(news).consume();
                }))
        .containsExactly(
            "/shop/workflows/w: joins flows of /shop/streams/words that lie behind different key "
                + "changes, where nothing keeps an atom together. "
                + "Maybe a sequencer, or .union(…) before .key(…)");
  }

  @Test
  void union_ofOneReadBehindOneKeyChange_isFine() {
    assertThat(
            problems(
                app -> {
                  var words = app.workflow("w", words(app)).key(word -> word);
                  words.filter(word -> true).union(words).consume();
                }))
        .isEmpty();
  }

  @Test
  void union_ofTwoReadsBehindDifferentKeyChanges_isFine() {
    assertThat(
            problems(
                app -> {
                  var top = app.workflow("w");
                  top.from(words(app))
                      .key(word -> "a")
                      .union(top.from(FOREIGN).key(word -> "b"))
                      .consume();
                }))
        .isEmpty();
  }

  @Test
  void task_behindAUnionThatIsKeyedOnOneSideOnly_hasNoKey() {
    assertThat(
            problems(
                app -> {
                  var top = app.workflow("w");
                  top.from(words(app))
                      .key(word -> "a")
                      .union(top.from(FOREIGN))
                      .task(
                          "t",
                          String.class,
                          task -> {
                            task.perKey("n", Integer.class, 0);
                            return (word, ctx) -> {};
                          })
                      .consume();
                }))
        .containsExactly(
            "/shop/workflows/w task t: keeps \"n\" per key, but no key is set before it. "
                + "Maybe .key(…) before .task(…), or task.perTask(…)");
  }

  @Test
  void split_withOneSideUnused_isRefused() {
    assertThat(
            problems(app -> app.workflow("w", words(app)).split(word -> true).matching().consume()))
        .containsExactly(
            "/shop/workflows/w: has a flow that ends nowhere. "
                + "Maybe .sink(…), or .consume() to drop it");
  }

  @Test
  void failurePolicies_two_areRefused() {
    assertThat(
            problems(
                app ->
                    app.workflow("w", words(app))
                        .onFailure(FailurePolicy.skip())
                        .filter(word -> true)
                        .onFailure(FailurePolicy.stop())
                        .consume()))
        .containsExactly(
            "/shop/workflows/w: has two failure policies. Maybe one .onFailure(…) a workflow");
  }

  @Test
  void severalProblems_always_areReportedAtOnce() {
    assertThatThrownBy(
            () ->
                Application.named(
                    "shop",
                    app -> {
                      app.workflow("w", words(app)).sink(FOREIGN);
                      app.workflow("w", words(app));
                    }))
        .isInstanceOf(IllFormedException.class)
        .hasMessage(
            """
            application /shop has 4 problems:
              /shop/streams/words: has two producers. Maybe one name for each sink and generator
              /shop/workflows/w: writes /other/streams/news of another application. Maybe /shop/streams/…
              /shop/workflows/w: is declared twice. Maybe another name
              /shop/workflows/w: has a flow that ends nowhere. Maybe .sink(…), or .consume() to drop it""");
  }

  @Test
  void oneProblem_always_isCountedInTheSingular() {
    assertThatThrownBy(() -> Application.named("shop", app -> {}))
        .hasMessage(
            "application /shop has 1 problem:\n  /shop: has no part. Maybe app.workflow(…)");
  }
}
