package dev.portals.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portals.engine.StepFailedException;
import dev.portals.task.Answer;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestPortalsTest {
  private static final Portal<String, Integer> PRICE =
      Portal.at("/prices/portals/price", String.class, Integer.class, item -> item);
  private static final Portal<String, Integer> DOUBLE =
      Portal.at("/doubling/portals/double", String.class, Integer.class, item -> item);

  private static Task<String, String> counting() {
    return Task.define(
        String.class,
        String.class,
        task -> {
          var seen = task.perKey("seen", Integer.class, 0);
          return (word, ctx) -> {
            var count = ctx.state(seen).update(n -> n + 1);
            if (word.equals("bad")) {
              throw new IllegalArgumentException("bad word");
            }
            ctx.emit(ctx.key() + " " + count + " " + ctx.now().getEpochSecond());
          };
        });
  }

  /** Serves {@link #DOUBLE} by asking {@link #PRICE}; replies nothing for a price of 0. */
  private static Task<String, Void> doubling() {
    return Task.define(
        String.class,
        Void.class,
        task -> {
          var price = task.asks(PRICE);
          var served = task.replies(DOUBLE);
          var priced =
              served.onAnswer(
                  "priced",
                  price,
                  String.class,
                  (item, answer, ctx) -> {
                    if (answer.orThrow() != 0) {
                      ctx.reply(answer.orThrow() * 2);
                    }
                  });
          served.onAsk((item, ctx) -> ctx.ask(price, item).then(priced, item));
          return (word, ctx) -> {};
        });
  }

  @Test
  void atom_ofEvents_emitsWithStateAndTime() {
    var test = TestPortals.of(counting());
    test.at(Instant.ofEpochSecond(7));
    test.atom("k", List.of("a", "b"));
    test.next("other", "c");
    assertThat(test.emitted()).containsExactly("k 1 7", "k 2 7", "other 1 7");
    assertThat(test.emitted()).isEmpty();
  }

  @Test
  void atom_thatThrows_hasDoneNothing() {
    var test = TestPortals.of(counting());
    assertThatThrownBy(() -> test.atom("k", List.of("a", "bad")))
        .isInstanceOf(StepFailedException.class)
        .hasRootCauseMessage("bad word");
    test.next("k", "a");
    assertThat(test.emitted()).containsExactly("k 1 0");
  }

  @Test
  void task_thatKeepsStateInAVariable_losesItBetweenSteps() {
    var hidden =
        Task.<String, Integer>define(
            String.class,
            Integer.class,
            task -> {
              var count = new int[1];
              return (word, ctx) -> ctx.emit(++count[0]);
            });
    var test = TestPortals.of(hidden);
    test.next("k", "a");
    test.next("k", "a");
    assertThat(test.emitted()).containsExactly(1, 1);
  }

  @Test
  void ask_answeredByAContinuation_isServed() {
    var test = TestPortals.of(doubling());
    var serving = test.ask(DOUBLE, "socks");
    assertThat(serving.answer()).isEmpty();
    test.answer(PRICE, new Answer.Replied<>(21));
    assertThat(serving.answer()).contains(new Answer.Replied<>(42));
  }

  @Test
  void ask_whoseContinuationThrows_fails() {
    var test = TestPortals.of(doubling());
    var serving = test.ask(DOUBLE, "socks");
    test.answer(PRICE, new Answer.Failed<>("no such item"));
    assertThat(serving.answer())
        .hasValueSatisfying(
            answer -> assertThat(answer).asString().contains("Failed").contains("no such item"));
  }

  @Test
  void ask_neverReplied_fails() {
    var test = TestPortals.of(doubling());
    var serving = test.ask(DOUBLE, "socks");
    test.answer(PRICE, new Answer.Replied<>(0));
    assertThat(serving.answer())
        .hasValueSatisfying(
            answer -> assertThat(answer).asString().contains("ended without a reply"));
  }

  @Test
  void answer_ofNothingAsked_saysWhatIsOutstanding() {
    var test = TestPortals.of(doubling());
    assertThatThrownBy(() -> test.answer(PRICE, new Answer.Replied<>(1)))
        .hasMessage("nothing is asked of /prices/portals/price. Outstanding: []");
  }

  /** Keeps words aside and counts them in a map; a word that is a number takes so many out. */
  private static Task<String, String> keeping() {
    return Task.define(
        String.class,
        String.class,
        task -> {
          var counts = task.perKeyMap("counts", String.class, Integer.class);
          var aside = task.stash("aside", String.class);
          task.onAtomComplete(ctx -> ctx.emit("."));
          task.onComplete(ctx -> ctx.emit("end"));
          task.onError((thrown, ctx) -> ctx.emit("not " + thrown.getMessage()));
          return (word, ctx) -> {
            if (word.equals("take")) {
              ctx.emit(ctx.state(aside).takeAll() + " of " + ctx.state(counts).entries());
            } else if (word.equals("bad")) {
              throw new IllegalArgumentException(word);
            } else {
              ctx.state(aside).put(word);
              ctx.state(counts).update(word, 0, n -> n + 1);
            }
          };
        });
  }

  @Test
  void mapAndStash_always_keepWhatStepsBeforePutThere() {
    var test = TestPortals.of(keeping());
    test.next("k", "b");
    test.atom("k", List.of("a", "b", "take"));
    test.next("other", "take");
    assertThat(test.emitted())
        .containsExactly(".", "[b, a, b] of {a=1, b=2}", ".", "[] of {}", ".");
  }

  @Test
  void complete_always_runsOnCompleteOnce() {
    var test = TestPortals.of(keeping());
    test.complete();
    test.complete();
    assertThat(test.emitted()).containsExactly("end");
  }

  @Test
  void complete_whileAnAskIsOutstanding_saysWhatIsAwaited() {
    var test = TestPortals.of(doubling());
    test.ask(DOUBLE, "socks");
    assertThatThrownBy(test::complete)
        .hasMessage(
            "the task completes once every ask has settled, outstanding are "
                + "[/prices/portals/price]. Maybe test.answer(…) first");
  }

  @Test
  void giveUp_ofAnAtomThatThrew_letsOnErrorHearIt() {
    var test = TestPortals.of(keeping());
    var failed = catchThrowableOfType(StepFailedException.class, () -> test.next("k", "bad"));
    assertThat(test.emitted()).isEmpty();
    test.giveUp(failed);
    assertThat(test.emitted()).containsExactly("not bad");
  }

  @Test
  void giveUp_ofAContinuation_endsItsAsk() {
    var asking =
        Task.<String, Integer>define(
            String.class,
            Integer.class,
            task -> {
              var price = task.asks(PRICE);
              var priced =
                  task.onAnswer(
                      "priced", price, String.class, (item, answer, ctx) -> answer.orThrow());
              return (item, ctx) -> ctx.ask(price, item).then(priced, item);
            });
    var test = TestPortals.of(asking);
    test.next("k", "socks");
    var failed =
        catchThrowableOfType(
            StepFailedException.class, () -> test.answer(PRICE, new Answer.Expired<>()));
    assertThat(test.asked(PRICE)).containsExactly("socks");
    test.giveUp(failed);
    assertThat(test.asked(PRICE)).isEmpty();
  }
}
