package dev.portals.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.protocol.Atom;
import dev.portals.protocol.CommitFormat;
import dev.portals.protocol.Entry;
import dev.portals.protocol.Outcome;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a hostile review found: each of these fails. */
class ReviewDriverTest {
  private static final LaneSettings LARGE = new LaneSettings(1, 3, 100, 300_000, 10_000, 2);

  /** Dead letters are not counted: one commit grows beyond what a table's item may hold. */
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
    lane.offer(
        0, IntStream.range(0, 64).mapToObj(n -> lane.atom(event)).toArray(Atom[]::new));
    lane.settle();
    assertThat(lane.driver.status().deadLetters()).isEqualTo(64);
    assertThat(lane.store.commits())
        .extracting(commit -> CommitFormat.encode(commit).size())
        .allMatch(size -> size < 400_000);
  }

  /** Failures of ask handlers are not counted either. */
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

  /** A fire-and-forget ask whose handler threw is settled without a trace (S9: never silent). */
  @Test
  void askNobodyAwaits_thatFails_isNotSilent() {
    var lane =
        Lane.task(
            task -> {
              var bank = task.asks(Lane.BANK);
              return (event, ctx) -> ctx.ask(bank, event);
            });
    lane.offer(0, lane.atom("a"));
    lane.settle();
    lane.answer(0, new Outcome.Failed("the handler threw"));
    lane.settle();
    assertThat(lane.driver.status().outstanding()).isZero();
    assertThat(lane.listener.heard.size() + lane.driver.status().deadLetters()).isPositive();
  }

  /**
   * The continuation of a task behind the replier cannot reply, but is taken for a last hope: what
   * it did is rolled back, without a dead letter.
   */
  @Test
  void continuationBehindTheReplier_isNotRolledBackForTheReplier() {
    var lane =
        Lane.flow(
            flow ->
                flow.key(event -> "k")
                    .task(
                        "replier",
                        String.class,
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
                                ctx.ask(bank, item).then(then, item);
                                ctx.emit(item);
                              });
                          return (event, ctx) -> {};
                        })
                    .task(
                        "t",
                        String.class,
                        task -> {
                          var bank = task.asks(Lane.BANK);
                          var sum = task.perKey("sum", Integer.class, 0);
                          var noted =
                              task.onAnswer(
                                  "noted",
                                  bank,
                                  String.class,
                                  (item, answer, ctx) ->
                                      ctx.state(sum).update(n -> n + answer.orThrow()));
                          return (event, ctx) -> ctx.ask(bank, event).then(noted, event);
                        })
                    .sink("out"));
    lane.ask(Lane.ASKER, 0, "item");
    lane.settle();
    lane.answer(0, new Outcome.Failed("sold out")); // the replier's own hope fails
    lane.settle();
    lane.answer(1, lane.replied(5)); // the task behind it has done nothing wrong
    lane.settle();
    assertThat(lane.store.entries(Entry.Settled.class)).hasSize(2);
    assertThat(lane.stored("sum")).isEqualTo(5);
  }

  /** The day that an answer is kept counts from the ask, not from the answer. */
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

  /** One open ask at the head keeps every answer behind it, until all new keys are refused. */
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
    lane.ask(Lane.external("4"), 0, "item");
    lane.settle();
    assertThat(lane.asks.outcomes().get(3)).isNotEqualTo(new Outcome.Busy());
  }

  /** A context kept from the task before is open still: it adds to what the next task is iterating. */
  @Test
  void context_ofTheTaskBefore_isClosed() {
    var kept = new java.util.concurrent.atomic.AtomicReference<dev.portals.task.TaskContext<String>>();
    var lane =
        Lane.flow(
            flow ->
                flow.key(event -> "k")
                    .task(
                        "a",
                        String.class,
                        task ->
                            (event, ctx) -> {
                              kept.set(ctx);
                              ctx.emit(event);
                            })
                    .task("t", String.class, task ->
                            (event, ctx) -> {
                              if (event.equals("e")) { // without this: until memory is full
                                kept.get().emit("again");
                              }
                            })
                    .sink("out"));
    lane.offer(0, lane.atom("e"));
    lane.settle();
    assertThat(lane.listener.heard).isNotEmpty();
  }

  /** Asks that leave in two messages have two attempts: what the first is told is never heard. */
  @Test
  void early_toTheFirstOfTwoMessages_isLookedInto() {
    var lane =
        Lane.task(
            task -> {
              var bank = task.asks(Lane.BANK);
              var then =
                  task.onAnswer("then", bank, String.class, (context, answer, ctx) -> {});
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
