package dev.portals.driver;

import static dev.portals.driver.Lane.ASKER;
import static dev.portals.driver.Lane.STOCK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Outcome;
import dev.portals.task.OnNext;
import dev.portals.task.Portal;
import dev.portals.task.TaskBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The replier's rules at work, by their numbers in the protocol; handlers that answer at once. */
class ServingTest {
  private final List<String> runs = new ArrayList<>();
  private final Lane lane = Lane.task(this::stock);

  private OnNext<String, String> stock(TaskBuilder<String, String> task) {
    var n = task.perKey("n", Integer.class, 0);
    var bank = task.asks(Lane.BANK);
    var then = task.onAnswer("then", bank, String.class, (context, answer, ctx) -> {});
    task.replies(STOCK)
        .onAsk(
            (item, ctx) -> {
              runs.add(item);
              var count = ctx.state(n).update(x -> x + 1);
              switch (item) {
                case "throw" -> throw new IllegalStateException("no " + item);
                case "silent" -> ctx.emit("said nothing");
                case "large" -> ctx.emit("x".repeat(3_000));
                case "ask" -> ctx.ask(bank, "unawaited");
                default -> ctx.reply(count);
              }
            });
    return (event, ctx) -> ctx.ask(bank, event).then(then, event);
  }

  private Outcome outcome(int at) {
    return lane.asks.outcomes().get(at);
  }

  private void serve(long number, String item) {
    lane.ask(ASKER, number, item);
    lane.settle();
  }

  @Test // rule 2
  void ask_served_isCommittedBeforeItIsAnswered() {
    serve(0, "socks");

    assertThat(lane.calls).containsExactly("load", "append 1", "answer");
    assertThat(lane.asks.answers)
        .containsExactly(
            new AnswerMessage(
                ASKER, lane.id, 5, List.of(new AnswerMessage.Item(0, lane.replied(1)))));
    assertThat(lane.stored("n")).isEqualTo(1);
  }

  @Test // rule 2
  void ask_repeated_isAnsweredAlikeAndRunOnce() {
    serve(0, "socks");
    serve(0, "socks");
    lane.driver = lane.driver(Lane.SETTINGS);
    serve(0, "socks");

    assertThat(runs).hasSize(1);
    assertThat(lane.asks.outcomes()).hasSize(3).containsOnly(lane.replied(1));
  }

  @Test // rule 2
  void ask_withAnotherPayload_isAMismatch() {
    serve(0, "socks");
    serve(0, "shoes");

    assertThat(outcome(1)).isEqualTo(new Outcome.Mismatch());
    assertThat(runs).containsExactly("socks");
  }

  @Test // rule 2, C8
  void ask_early_isToldSoUnlessTheLaneIsOutdated() {
    lane.settle();
    serve(1, "socks");
    assertThat(outcome(0)).isEqualTo(new Outcome.Early());

    var other = lane.driver;
    lane.driver = lane.driver(Lane.SETTINGS);
    serve(0, "socks");
    lane.driver = other;
    serve(1, "shoes");

    assertThat(outcome(1)).isEqualTo(lane.replied(1));
    assertThat(outcome(2)).isEqualTo(lane.replied(2));
  }

  @Test // rule 3
  void handler_thatThrows_answersFailedAloneAndIsNotTriedAgain() {
    serve(0, "throw");
    lane.pass(60_000);

    assertThat(outcome(0))
        .isEqualTo(
            new Outcome.Failed(
                "/shop/t onAsk /shop/portals/stock threw java.lang.IllegalStateException:"
                    + " no throw"));
    assertThat(runs).hasSize(1);
    assertThat(lane.stored("n")).isZero();
    assertThat(lane.store.state().deadLetters()).isEmpty();
    serve(0, "throw");
    assertThat(runs).hasSize(1);
    assertThat(outcome(1)).isEqualTo(outcome(0));
  }

  @Test // S8
  void handler_thatEndsWithoutReply_answersFailedAndIsRolledBack() {
    serve(0, "silent");
    serve(1, "ask");

    var failed =
        new Outcome.Failed(
            "/shop/portals/stock ended without a reply. Maybe ctx.reply(…) on every path");
    assertThat(lane.asks.outcomes()).containsExactly(failed, failed);
    assertThat(lane.stored("n")).isZero();
    assertThat(lane.streams.published).isEmpty();
    assertThat(lane.asks.asks).isEmpty();
  }

  @Test // C2
  void handler_whoseStepIsTooLarge_answersFailedWithSizeAndLimit() {
    serve(0, "large");

    assertThat(outcome(0))
        .isEqualTo(
            new Outcome.Failed(
                "/shop/portals/stock key k would store 3088 bytes in one commit, "
                    + "the limit is 2000. Maybe smaller atoms, or smaller values of state"));
  }

  @Test // C2
  void reply_thatIsTooLarge_answersFailedWithSizeAndLimit() {
    var echo = Portal.at("/shop/portals/echo", String.class, String.class, text -> "k");
    var lane =
        Lane.task(
            task -> {
              task.replies(echo).onAsk((text, ctx) -> ctx.reply("x".repeat(3_000)));
              return (event, ctx) -> {};
            });

    lane.ask(new Caller.External(echo.path(), "k", "one"), 0, echo.path(), "socks", 1);
    lane.settle();

    assertThat(lane.asks.outcomes())
        .containsExactly(
            new Outcome.Failed(
                "/shop/portals/echo key k would store 3000 bytes in one commit, "
                    + "the limit is 2000. Maybe smaller atoms, or smaller values of state"));
  }

  @Test // C6
  void ask_whoseCommitIsLost_isServedAgainAndAnsweredOnce() {
    lane.store.fates.add(FakeStore.Fate.UNKNOWN_AND_LOST);
    serve(0, "socks");

    assertThat(runs).hasSize(2);
    assertThat(lane.asks.outcomes()).containsExactly(lane.replied(1));
    assertThat(lane.stored("n")).isEqualTo(1);
  }

  @Test // S7
  void ask_whileAnAtomIsHeldBack_isServed() {
    lane.offer(0, lane.atom("a"), lane.atom("b"));
    lane.settle();

    serve(0, "socks");

    assertThat(outcome(0)).isEqualTo(lane.replied(1));
    assertThat(lane.driver.status().outstanding()).isEqualTo(1);
  }

  @Test
  void ask_ofAPortalThatIsNotServedHere_isRefusedAndHarmsNobody() {
    var other = "/shop/portals/other";
    lane.ask(new Caller.External(other, "k", "one"), 0, other, "socks", 1);
    lane.settle();
    assertThat(outcome(0)).isEqualTo(new Outcome.Mismatch());

    serve(0, "socks");

    assertThat(outcome(1)).isEqualTo(lane.replied(1));
  }

  @Test // rule 5
  void ask_nestedTooDeep_isFailed() {
    lane.ask(ASKER, 0, STOCK.path(), "socks", 1_000);
    lane.ask(ASKER, 1, STOCK.path(), "socks", 1_001);
    lane.settle();

    assertThat(outcome(0)).isEqualTo(lane.replied(1));
    assertThat(outcome(1))
        .isEqualTo(
            new Outcome.Failed(
                "asks are nested more than 1000 deep, at /shop/portals/stock key k"));
  }
}
