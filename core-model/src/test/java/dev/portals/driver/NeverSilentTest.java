package dev.portals.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.protocol.Entry;
import dev.portals.protocol.Outcome;
import dev.portals.task.TaskContext;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What nobody asked about is heard of nevertheless (S9). */
class NeverSilentTest {

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
   * The continuation of a task behind the replier cannot reply, so it is no hope of the asker's.
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

  /**
   * A context kept from the task before is open still: it adds to what the next task is iterating.
   */
  @Test
  void context_ofTheTaskBefore_isClosed() {
    var kept = new AtomicReference<TaskContext<String>>();
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
                    .task(
                        "t",
                        String.class,
                        task ->
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
}
