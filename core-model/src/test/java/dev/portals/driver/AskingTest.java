package dev.portals.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.codec.Bytes;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.Entry;
import dev.portals.protocol.Outcome;
import dev.portals.task.OnNext;
import dev.portals.task.TaskBuilder;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The asker's rules at work, by their numbers in the protocol. */
class AskingTest {
  private final Lane lane = Lane.task(AskingTest::asking);

  private static OnNext<String, String> asking(TaskBuilder<String, String> task) {
    var bank = task.asks(Lane.BANK);
    var sum = task.perKey("sum", Integer.class, 0);
    var then =
        task.onAnswer(
            "then",
            bank,
            String.class,
            (context, answer, ctx) -> {
              ctx.state(sum).update(n -> n + answer.orThrow());
              ctx.emit(context);
            });
    return (event, ctx) -> {
      var asked = ctx.ask(bank, event);
      if (!event.equals("nobody awaits")) {
        asked.then(then, "answered " + event);
      }
    };
  }

  private void offered(String... events) {
    lane.offer(0, lane.atom(events));
    lane.settle();
  }

  @Test // rule 1
  void ask_always_leavesAfterItsCommit() {
    offered("a", "b");

    assertThat(lane.calls).containsExactly("load", "append 1", "publish 0", "ask [0, 1]");
  }

  @Test // rule 1
  void ask_ofACommitThatIsLost_neverLeaves() {
    lane.store.fates.add(FakeStore.Fate.UNKNOWN_AND_LOST);
    offered("a");

    assertThat(lane.calls)
        .containsExactly("load", "append 1", "load", "append 1", "publish 0", "ask [0]");
  }

  @Test // rule 2, W2
  void answer_always_runsTheContinuationAndThenReleases() {
    offered("a");
    assertThat(lane.streams.released).isEmpty();

    lane.answer(0, lane.replied(5));
    lane.settle();

    assertThat(lane.stored("sum")).isEqualTo(5);
    assertThat(lane.streams.atoms()).containsExactly(lane.atom(), lane.atom("answered a"));
    assertThat(lane.streams.released).hasSize(1);
    assertThat(lane.driver.status().outstanding()).isZero();
  }

  @Test // rule 2
  void answer_twice_takesEffectOnce() {
    offered("a");
    lane.answer(0, lane.replied(5));
    lane.answer(0, lane.replied(5));
    lane.settle();
    lane.answer(0, lane.replied(5));
    lane.settle();

    assertThat(lane.stored("sum")).isEqualTo(5);
    assertThat(lane.store.entries(Entry.Settled.class)).hasSize(1);
  }

  @Test // rule 3
  void ask_withoutAnswer_isSentAgainWithBackoff() {
    offered("a");
    var first = lane.now;

    assertThat(lane.driver.wakeAt()).isEqualTo(first + 200);
    lane.pass(199);
    assertThat(lane.asks.asks).hasSize(1);
    lane.pass(1);
    assertThat(lane.driver.wakeAt()).isEqualTo(first + 200 + 400);
    lane.answer(0, new Outcome.Pending());
    lane.answer(0, new Outcome.Busy());
    lane.pass(400);

    assertThat(lane.asks.asks).hasSize(3);
    assertThat(lane.asks.asks).extracting(message -> message.items()).containsOnly(items());
    assertThat(lane.asks.asks).extracting(AskMessage::attempt).doesNotHaveDuplicates();
    for (var sending = 0; sending < 10; sending++) {
      lane.pass(lane.driver.wakeAt() - lane.now);
    }
    assertThat(lane.driver.wakeAt()).isEqualTo(lane.now + 5_000);
  }

  private List<AskMessage.Item> items() {
    return lane.asks.asks.get(0).items();
  }

  @Test // rule 4
  void early_toALaneWithOldMemory_reloadsAndSendsFromTheLowest() {
    offered("a", "b");
    lane.answer(0, new Outcome.Early());
    lane.settle();

    assertThat(lane.calls)
        .containsExactly(
            "load", "append 1", "publish 0", "ask [0, 1]", "load", "publish 0", "ask [0, 1]");
    lane.answer(0, lane.replied(1));
    lane.answer(1, lane.replied(1));
    lane.settle();
    assertThat(lane.stored("sum")).isEqualTo(2);
    assertThat(lane.driver.status().broken()).isEmpty();
  }

  @Test // rule 4
  void early_toAnEarlierSending_saysNothing() {
    offered("a");
    var attempt = lane.asks.last().attempt();
    lane.pass(200);

    lane.answer(attempt, 0, new Outcome.Early());
    lane.settle();

    assertThat(lane.calls.stream().filter("load"::equals)).hasSize(1);
  }

  @ParameterizedTest // rule 4
  @MethodSource("suspicious")
  void suspicion_alsoAfterAReload_breaksTheLaneVisibly(Outcome outcome) {
    offered("a");
    lane.answer(0, outcome);
    lane.settle();
    assertThat(lane.driver.status().broken()).isEmpty();
    lane.answer(0, outcome);
    lane.settle();

    assertBroken(
        "ask 0 is outstanding, but /bank/workflows/w#0 says "
            + outcome
            + ", also after a reload (asker rule 4). Maybe one of both was restored from a backup");
  }

  static Outcome[] suspicious() {
    return new Outcome[] {new Outcome.Early(), new Outcome.Settled(), new Outcome.Fenced()};
  }

  @ParameterizedTest // rule 4
  @MethodSource("refused")
  void refusal_always_breaksTheLaneVisibly(Outcome outcome) {
    offered("a");
    lane.answer(0, outcome);
    lane.settle();

    assertBroken(
        "ask 0 of /bank/portals/account was refused by /bank/workflows/w#0: "
            + outcome
            + " (asker rule 4)");
  }

  @ParameterizedTest // rule 4
  @MethodSource("refused")
  void refusal_ofAnotherSending_saysNothing(Outcome outcome) {
    offered("a");
    lane.answer(lane.asks.last().attempt() + 1, 0, outcome);
    lane.settle();

    assertThat(lane.driver.status().broken()).isEmpty();
    lane.answer(0, lane.replied(1));
    lane.settle();
    assertThat(lane.driver.status().outstanding()).isZero();
  }

  static Outcome[] refused() {
    return new Outcome[] {new Outcome.Mismatch()};
  }

  private void assertBroken(String why) {
    assertThat(lane.driver.status().broken()).contains(why);
    assertThat(lane.listener.heard).containsExactly("broken: " + why);
    assertThat(lane.driver.wakeAt()).isEqualTo(Long.MAX_VALUE);
    var calls = lane.calls.size();
    lane.offer(1, lane.atom("b"));
    lane.pass(10_000);
    assertThat(lane.calls).hasSize(calls);
  }

  @Test // rule 6, S7
  void atom_behindOneWithOutstandingAsks_waitsForThem() {
    lane.offer(0, lane.atom("a"), lane.atom("b"));
    lane.settle();
    assertThat(lane.driver.status().outstanding()).isEqualTo(1);

    lane.answer(0, lane.replied(1));
    lane.settle();

    assertThat(lane.driver.status().outstanding()).isEqualTo(1);
    assertThat(lane.asks.last().items()).extracting(AskMessage.Item::number).containsExactly(1L);
    assertThat(lane.asks.last().below()).isEqualTo(1);
  }

  @Test // rule 6
  void ask_thatNobodyAwaits_settlesOnAcceptance() {
    offered("nobody awaits");
    assertThat(lane.streams.released).isEmpty();

    lane.answer(0, new Outcome.Pending());
    lane.settle();

    assertThat(lane.driver.status().outstanding()).isZero();
    assertThat(lane.streams.released).hasSize(1);
    assertThat(lane.driver.wakeAt()).isEqualTo(Long.MAX_VALUE);
  }

  @Test // C6
  void answer_whoseCommitIsLost_isTakenAgain() {
    offered("a");
    lane.store.fates.add(FakeStore.Fate.UNKNOWN_AND_LOST);
    lane.answer(0, lane.replied(5));
    lane.settle();

    assertThat(lane.stored("sum")).isEqualTo(5);
  }

  @Test // S9: as an atom or a request that cannot be read
  void answer_thatCannotBeRead_isPutAsideWithItsAskAndTheLaneGoesOn() {
    var lane =
        Lane.task(
            task -> {
              var bank = task.asks(Lane.BANK);
              var then =
                  task.onAnswer(
                      "then", bank, String.class, (context, answer, ctx) -> ctx.emit(context));
              return (event, ctx) -> ctx.ask(bank, event).then(then, event);
            });
    lane.offer(0, lane.atom("a"), lane.atom("b"));
    lane.settle();
    var malformed = new Outcome.Replied(Bytes.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}));

    lane.answer(0, malformed);
    lane.settle();
    lane.answer(1, lane.replied(1));
    lane.settle();

    assertThat(lane.driver.status().broken()).isEmpty();
    assertThat(lane.store.state().deadLetters())
        .singleElement()
        .isInstanceOfSatisfying(
            DeadLetter.OfContinuation.class,
            letter -> assertThat(letter.answers()).containsExactly(malformed));
    assertThat(lane.streams.atoms()).contains(lane.atom("b"));
  }

  @Test // asker rule 5
  void within_forever_failsTheStepAndSaysWhatToDo() {
    var lane =
        Lane.task(
            task -> {
              var bank = task.asks(Lane.BANK);
              return (event, ctx) -> {
                if (event.equals("forever")) {
                  ctx.ask(bank, event).within(ChronoUnit.FOREVER.getDuration());
                } else {
                  ctx.emit(event);
                }
              };
            });
    lane.offer(0, lane.atom("forever"), lane.atom("b"));
    lane.settle();
    lane.pass(100);
    lane.pass(200);

    assertThat(lane.store.state().deadLetters())
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letter.error()).contains("to be answered. Maybe without within(…)"));
    assertThat(lane.streams.atoms()).containsExactly(lane.atom("b"));
  }
}
