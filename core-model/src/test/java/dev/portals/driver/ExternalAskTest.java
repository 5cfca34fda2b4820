package dev.portals.driver;

import static dev.portals.driver.Lane.STOCK;
import static dev.portals.driver.Lane.external;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.protocol.Caller;
import dev.portals.protocol.Outcome;
import org.junit.jupiter.api.Test;

/** Design rule S14: the idempotency keys of outside callers. */
class ExternalAskTest {
  private final Lane lane =
      Lane.task(
          task -> {
            var n = task.perKey("n", Integer.class, 0);
            task.replies(STOCK).onAsk((item, ctx) -> ctx.reply(ctx.state(n).update(x -> x + 1)));
            return (event, ctx) -> {};
          });

  private Outcome ask(Caller caller, String item) {
    lane.ask(caller, 0, item);
    lane.settle();
    var outcomes = lane.asks.outcomes();
    return outcomes.get(outcomes.size() - 1);
  }

  @Test
  void ask_ofOneKeyAndPayload_isAnsweredAlikeAndRunOnce() {
    assertThat(ask(external("one"), "socks")).isEqualTo(lane.replied(1));
    lane.pass(9_999);
    assertThat(ask(external("one"), "socks")).isEqualTo(lane.replied(1));
    assertThat(ask(external("two"), "socks")).isEqualTo(lane.replied(2));
  }

  @Test
  void ask_ofOneKeyAndAnotherPayload_isAMismatch() {
    ask(external("one"), "socks");

    assertThat(ask(external("one"), "shoes")).isEqualTo(new Outcome.Mismatch());
    assertThat(lane.stored("n")).isEqualTo(1);
  }

  @Test
  void answer_untilItsRetentionHasPassed_isKeptAndThenForgotten() {
    ask(external("one"), "socks");
    lane.pass(10_000);
    assertThat(ask(external("one"), "socks")).isEqualTo(lane.replied(1));

    lane.pass(1);

    assertThat(ask(external("one"), "socks")).isEqualTo(lane.replied(2));
  }

  @Test
  void ask_beyondTheBoundOnKeptAnswers_isBusyAndNotRun() {
    ask(external("one"), "socks");
    ask(external("two"), "socks");

    assertThat(ask(external("three"), "socks")).isEqualTo(new Outcome.Busy());
    assertThat(ask(external("one"), "socks")).isEqualTo(lane.replied(1));
    assertThat(lane.stored("n")).isEqualTo(2);

    lane.pass(10_001);
    lane.pass(1);
    assertThat(ask(external("three"), "socks")).isEqualTo(lane.replied(3));
  }
}
