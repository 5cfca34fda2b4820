package dev.portals.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.protocol.Outcome;
import org.junit.jupiter.api.Test;

/** Asks that leave in several messages are one round (asker rule 4). */
class RoundsTest {
  private static final LaneSettings LARGE = new LaneSettings(1, 3, 100, 300_000, 10_000, 100);

  @Test
  void early_toTheFirstOfTwoMessages_isLookedInto() {
    var lane =
        Lane.task(
            task -> {
              var bank = task.asks(Lane.BANK);
              var then = task.onAnswer("then", bank, String.class, (context, answer, ctx) -> {});
              return (event, ctx) -> ctx.ask(bank, event).then(then, "");
            });
    lane.driver = lane.driver(LARGE);
    lane.offer(0, lane.atom("a".repeat(140_000), "b".repeat(140_000)));
    lane.settle();
    for (var round = 0; round < 5; round++) {
      var sent = lane.asks.asks;
      assertThat(sent).hasSize(2 * (round + 1));
      var first = sent.get(sent.size() - 2);
      assertThat(first.items().get(0).number()).isZero();
      lane.answer(first.attempt(), 0, new Outcome.Settled());
      lane.settle();
      if (lane.calls.contains("load") && lane.calls.lastIndexOf("load") > 0) {
        return; // it looked
      }
      lane.pass(lane.driver.wakeAt() - lane.now);
    }
    throw new AssertionError("Settled for the lowest, five times, was ignored: " + lane.calls);
  }
}
