package dev.portals.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.protocol.Atom;
import dev.portals.protocol.CommitFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A commit stays within what an item of a table holds, whatever it is made of (C2). */
class CommitSizeTest {
  private static final LaneSettings LARGE = new LaneSettings(1, 3, 100, 300_000, 10_000, 100);

  @Test
  void deadLetters_manyLargeAtoms_doNotExceedAnItem() {
    var lane =
        Lane.task(
            task ->
                (event, ctx) -> {
                  for (var n = 0; n < 4; n++) {
                    ctx.emit(event);
                  }
                });
    lane.driver = lane.driver(LARGE);
    var event = "x".repeat(100_000); // four times that is over 300,000: final at once
    lane.offer(0, IntStream.range(0, 64).mapToObj(n -> lane.atom(event)).toArray(Atom[]::new));
    lane.settle();
    assertThat(lane.driver.status().deadLetters()).isEqualTo(64);
    assertThat(lane.store.commits())
        .extracting(commit -> CommitFormat.encode(commit).size())
        .allMatch(size -> size < 400_000);
  }

  @Test
  void failures_longErrors_doNotExceedAnItem() {
    var lane =
        Lane.task(
            task -> {
              task.replies(Lane.STOCK)
                  .onAsk(
                      (item, ctx) -> {
                        throw new IllegalStateException("é".repeat(5_000));
                      });
              return (event, ctx) -> {};
            });
    for (var n = 0; n < 256; n++) {
      lane.ask(Lane.ASKER, n, "item");
    }
    lane.settle();
    assertThat(lane.store.commits())
        .extracting(commit -> CommitFormat.encode(commit).size())
        .allMatch(size -> size < 400_000);
  }

  @Test
  void state_manySmallValues_doNotExceedAnItem() {
    var lane =
        Lane.task(
            task -> {
              var seen = task.perTaskMap("seen", String.class, Integer.class);
              return (event, ctx) -> {
                for (var n = 0; n < Integer.parseInt(event); n++) {
                  ctx.state(seen).put("" + n, n);
                }
              };
            });
    lane.driver = lane.driver(LARGE);
    lane.offer(0, lane.atom("10000"), lane.atom("25000"), lane.atom("40000"));
    lane.settle();
    assertThat(lane.store.commits())
        .extracting(commit -> CommitFormat.encode(commit).size())
        .allMatch(size -> size < 400_000);
  }

  @Test
  void asks_manySmall_doNotExceedAnItem() {
    var lane =
        Lane.task(
            task -> {
              var bank = task.asks(Lane.BANK);
              var then = task.onAnswer("then", bank, String.class, (context, answer, ctx) -> {});
              return (event, ctx) -> {
                for (var n = 0; n < Integer.parseInt(event); n++) {
                  ctx.ask(bank, "" + n).then(then, event);
                }
              };
            });
    lane.driver = lane.driver(LARGE);
    lane.offer(0, lane.atom("10000"));
    lane.settle();
    assertThat(lane.store.commits())
        .extracting(commit -> CommitFormat.encode(commit).size())
        .allMatch(size -> size < 400_000);
  }
}
