package dev.portals.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.protocol.Outcome;
import org.junit.jupiter.api.Test;

/** How long answers to outside callers are kept (S14). */
class KeptAnswersTest {
  /** The day that an answer is kept counts from the answer. */
  @Test
  void externalAsk_answeredLate_isKeptForItsRetention() {
    var lane =
        Lane.task(
            task -> {
              var bank = task.asks(Lane.BANK);
              var stock = task.replies(Lane.STOCK);
              var runs = task.perKey("runs", Integer.class, 0);
              var then =
                  stock.onAnswer(
                      "then",
                      bank,
                      String.class,
                      (item, answer, ctx) -> ctx.reply(answer.orThrow()));
              stock.onAsk(
                  (item, ctx) -> {
                    ctx.state(runs).update(n -> n + 1);
                    ctx.ask(bank, item).then(then, item);
                  });
              return (event, ctx) -> {};
            });
    lane.ask(Lane.external("key"), 0, "item");
    lane.settle();
    lane.pass(10_001); // the retention of the test's settings
    lane.answer(0, lane.replied(5));
    lane.settle();
    lane.ask(Lane.external("key"), 0, "item"); // as 202 says: ask again with the same key
    lane.settle();
    assertThat(lane.stored("runs")).isEqualTo(1);
  }

  /** One open ask does not keep the answers behind it. */
  @Test
  void externalAsks_behindAnOpenOne_areForgottenNevertheless() {
    var lane =
        Lane.task(
            task -> {
              var bank = task.asks(Lane.BANK);
              var stock = task.replies(Lane.STOCK);
              var then =
                  stock.onAnswer(
                      "then",
                      bank,
                      String.class,
                      (item, answer, ctx) -> ctx.reply(answer.orThrow()));
              stock.onAsk(
                  (item, ctx) -> {
                    if (item.equals("open")) {
                      ctx.ask(bank, item).then(then, item);
                    } else {
                      ctx.reply(1);
                    }
                  });
              return (event, ctx) -> {};
            });
    lane.ask(Lane.external("1"), 0, "open");
    lane.ask(Lane.external("2"), 0, "item");
    lane.settle();
    lane.pass(20_000);
    lane.ask(Lane.external("3"), 0, "item");
    lane.settle();
    assertThat(lane.asks.outcomes().get(2)).isInstanceOf(Outcome.Replied.class);
    lane.ask(Lane.external("4"), 0, "item");
    lane.settle();
    assertThat(lane.asks.outcomes().get(3)).isEqualTo(new Outcome.Busy()); // two are kept: 1 and 3
  }

  /** A clock that was ahead for a moment keeps what was answered then, but nothing behind it. */
  @Test
  void externalAsks_behindOneOfAClockThatWasAhead_areForgottenNevertheless() {
    var lane =
        Lane.task(
            task -> {
              task.replies(Lane.STOCK).onAsk((item, ctx) -> ctx.reply(1));
              return (event, ctx) -> {};
            });
    lane.now += 1_000_000_000;
    lane.ask(Lane.external("1"), 0, "item");
    lane.settle();
    lane.now -= 1_000_000_000;
    lane.ask(Lane.external("2"), 0, "item");
    lane.settle();

    lane.pass(20_000);
    lane.ask(Lane.external("3"), 0, "item");
    lane.settle();

    assertThat(lane.asks.outcomes().get(2)).isInstanceOf(Outcome.Replied.class);
  }
}
