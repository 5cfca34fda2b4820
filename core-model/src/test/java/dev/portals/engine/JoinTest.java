package dev.portals.engine;

import static dev.portals.engine.Rig.IN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.task.AtomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Design rule S2: what union, split and peek do with an atom. */
class JoinTest {
  private static final AtomStream<String> OTHER =
      AtomStream.at("/source/streams/other", String.class);

  @Test
  void union_ofTwoWaysOfOneAtom_takesThemInDeclaredOrder() {
    var rig =
        new Rig(
            app -> {
              var words = app.workflow("w", IN);
              var loud = words.map(String.class, String::toUpperCase);
              loud.union(words).union(words.filter(word -> word.equals("b"))).sink("out");
            });

    assertThat(rig.emitted(rig.atom("a", "b"), "out", String.class))
        .containsExactly(List.of("A", "B", "a", "b", "b"));
    assertThat(rig.emitted(rig.atom(), "out", String.class)).containsExactly(List.of());
  }

  @Test
  void union_ofTwoStreams_passesTheAtomsOfEach() {
    var rig =
        new Rig(
            app -> {
              var top = app.workflow("top");
              top.from(IN).union(top.from(OTHER).map(String.class, word -> word + "!")).sink("out");
            });

    assertThat(rig.emitted(rig.atom("a"), "out", String.class)).containsExactly(List.of("a"));
    assertThat(rig.emitted(rig.atomOf(OTHER, "a", "b"), "out", String.class))
        .containsExactly(List.of("a!", "b!"));
  }

  @Test
  void from_sameStreamTwice_isOneRead() {
    var rig =
        new Rig(
            app -> {
              var top = app.workflow("top");
              top.from(IN).union(top.from(IN)).sink("out");
            });

    assertThat(rig.emitted(rig.atom("a", "b"), "out", String.class))
        .containsExactly(List.of("a", "b", "a", "b"));
  }

  @Test
  void union_behindATaskThatReplies_passesWhatItEmitsWhileServing() {
    var rig =
        new Rig(
            app -> {
              var words = app.workflow("w", IN).key(word -> word);
              var served =
                  words.task(
                      "t",
                      String.class,
                      task -> {
                        task.replies(Rig.STOCK)
                            .onAsk(
                                (item, ctx) -> {
                                  ctx.emit(item + "?");
                                  ctx.reply(1);
                                });
                        return (word, ctx) -> {};
                      });
              words.union(served).sink("out");
            });

    assertThat(rig.emitted(rig.ask("hat"), "out", String.class)).containsExactly(List.of("hat?"));
  }

  @Test
  void union_ofKeyedFlows_keepsTheKeyOfEachEvent() {
    var rig =
        new Rig(
            app -> {
              var top = app.workflow("top");
              top.from(IN)
                  .key(word -> "in")
                  .union(top.from(OTHER).key(word -> "other"))
                  .task("t", String.class, task -> (word, ctx) -> ctx.emit(ctx.key() + word))
                  .sink("out");
            });

    assertThat(rig.emitted(rig.atom("a"), "out", String.class)).containsExactly(List.of("ina"));
    assertThat(rig.emitted(rig.atomOf(OTHER, "b"), "out", String.class))
        .containsExactly(List.of("otherb"));
  }

  @Test
  void split_always_givesEachEventToOneSideAndAsksOnce() {
    var asked = new ArrayList<String>();
    var rig =
        new Rig(
            app -> {
              var sides =
                  app.workflow("w", IN)
                      .split(
                          word -> {
                            asked.add(word);
                            return word.startsWith("a");
                          });
              sides.matching().sink("a");
              sides.other().map(Integer.class, String::length).sink("lengths");
            });

    var step = rig.atom("b", "ab", "ccc", "a");

    assertThat(rig.emitted(step, "a", String.class)).containsExactly(List.of("ab", "a"));
    assertThat(rig.emitted(step, "lengths", Integer.class)).containsExactly(List.of(1, 3));
    assertThat(asked).containsExactly("b", "ab", "ccc", "a");
  }

  @Test
  void peek_always_seesEveryEventAndChangesNothing() {
    var seen = new ArrayList<String>();
    var rig = new Rig(app -> app.workflow("w", IN).peek(seen::add).sink("out"));

    assertThat(rig.emitted(rig.atom("a", "b"), "out", String.class))
        .containsExactly(List.of("a", "b"));
    assertThat(seen).containsExactly("a", "b");
  }

  @Test
  void peek_thatThrows_failsTheStep() {
    var rig =
        new Rig(
            app ->
                app.workflow("w", IN)
                    .peek(
                        word -> {
                          throw new IllegalStateException(word);
                        })
                    .consume());

    assertThatThrownBy(() -> rig.atom("a"))
        .isInstanceOf(StepFailedException.class)
        .hasMessage("/shop/workflows/w String threw java.lang.IllegalStateException: a");
  }
}
