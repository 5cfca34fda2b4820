package dev.portals.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
