package dev.portals.driver;

import static dev.portals.driver.Lane.ASKER;
import static dev.portals.driver.Lane.STOCK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.Outcome;
import dev.portals.task.OnNext;
import dev.portals.task.TaskBuilder;
import org.junit.jupiter.api.Test;

/** Replier rule 3: handlers that ask before they answer, and what becomes of the open ask. */
class LastHopeTest {
  private final Lane lane = Lane.task(LastHopeTest::stock);

  private static OnNext<String, String> stock(TaskBuilder<String, String> task) {
    var bank = task.asks(Lane.BANK);
    var n = task.perKey("n", Integer.class, 0);
    var stock = task.replies(STOCK);
    var then =
        stock.onAnswer(
            "then",
            bank,
            String.class,
            (item, answer, ctx) -> {
              ctx.state(n).update(x -> x + answer.orThrow());
              if (answer.orThrow() > 0) {
                ctx.reply(answer.orThrow());
              }
            });
    stock.onAsk(
        (item, ctx) -> {
          ctx.ask(bank, item).then(then, item);
          if (item.equals("two")) {
            ctx.ask(bank, "the other").then(then, item);
          }
        });
    return (event, ctx) -> {};
  }

  private void serve(String item) {
    lane.ask(ASKER, 0, item);
    lane.settle();
    assertThat(lane.asks.outcomes()).containsExactly(new Outcome.Pending());
  }

  private void answer(long number, Outcome outcome) {
    lane.answer(number, outcome);
    lane.settle();
  }

  private Outcome answered() {
    assertThat(lane.asks.outcomes()).hasSize(2);
    assertThat(lane.asks.answers.get(1).attempt()).isEqualTo(AnswerMessage.UNASKED);
    assertThat(lane.asks.answers.get(1).caller()).isEqualTo(ASKER);
    return lane.asks.outcomes().get(1);
  }

  @Test
  void ask_openUntilItsContinuationReplies_isThenAnswered() {
    serve("one");

    answer(0, lane.replied(5));

    assertThat(answered()).isEqualTo(lane.replied(5));
    assertThat(lane.stored("n")).isEqualTo(5);
    lane.ask(ASKER, 0, "one");
    lane.settle();
    assertThat(lane.asks.outcomes().get(2)).isEqualTo(lane.replied(5));
  }

  @Test
  void ask_openInANewProcess_isStillAnswered() {
    serve("one");
    lane.driver = lane.driver(Lane.SETTINGS);
    lane.settle();

    answer(0, lane.replied(5));

    assertThat(answered()).isEqualTo(lane.replied(5));
  }

  @Test
  void continuation_thatThrowsAsLastHope_answersFailed() {
    serve("one");

    answer(0, new Outcome.Failed("sold out"));

    assertThat(answered())
        .isEqualTo(
            new Outcome.Failed(
                "/shop/t continuation then threw dev.portals.task.AskFailedException: "
                    + "the ask failed: sold out"));
    assertThat(lane.stored("n")).isZero();
    assertThat(lane.driver.status().outstanding()).isZero();
  }

  @Test
  void continuation_thatEndsAsLastHopeWithoutReply_answersFailedAndLeavesNothing() {
    serve("one");

    answer(0, lane.replied(-3));

    assertThat(answered())
        .isEqualTo(
            new Outcome.Failed(
                "the continuation then ended without a reply. Maybe ctx.reply(…) on every path"));
    assertThat(lane.stored("n")).isZero();
  }

  @Test
  void continuation_withAnotherHopeLeft_mayEndWithoutReply() {
    serve("two");
    answer(0, lane.replied(-3));
    assertThat(lane.asks.outcomes()).hasSize(1);
    assertThat(lane.stored("n")).isEqualTo(-3);

    answer(1, lane.replied(5));

    assertThat(answered()).isEqualTo(lane.replied(5));
  }

  @Test
  void continuation_thatThrowsWithAnotherHopeLeft_isADeadLetterAndTheOtherAnswers() {
    serve("two");
    answer(0, new Outcome.Failed("sold out"));
    assertThat(lane.asks.outcomes()).hasSize(1);
    assertThat(lane.driver.status().deadLetters()).isEqualTo(1);

    answer(1, lane.replied(5));

    assertThat(answered()).isEqualTo(lane.replied(5));
  }

  @Test
  void continuation_thatRepliesASecondTime_isADeadLetterAndLeavesNothing() {
    serve("two");
    answer(0, lane.replied(5));

    answer(1, lane.replied(6));

    assertThat(answered()).isEqualTo(lane.replied(5));
    assertThat(lane.stored("n")).isEqualTo(5);
    assertThat(lane.listener.heard)
        .containsExactly(
            "dead: the answer of /bank/portals/account to task t: "
                + "the ask was answered before. Maybe reply once, in the last continuation");
    assertThat(lane.driver.status().outstanding()).isZero();
  }

  @Test // rule 6
  void ask_open_holdsNoAtomBack() {
    serve("one");

    lane.offer(0, lane.atom("a"));
    lane.settle();

    assertThat(lane.streams.released).hasSize(1);
  }
}
