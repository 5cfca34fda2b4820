package dev.portals.driver;

import static dev.portals.driver.Lane.ASKER;
import static dev.portals.driver.Lane.STOCK;
import static dev.portals.driver.Lane.external;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.protocol.Outcome;
import dev.portals.spi.WakeRows.Wake;
import dev.portals.task.Generator;
import dev.portals.task.OnNext;
import dev.portals.task.TaskBuilder;
import org.junit.jupiter.api.Test;

/** Rules W1 and W2, replier rule 4, asker rule 3: lanes in processes that run while called. */
class WakeRowsTest {
  private final Lane lane = Lane.task(WakeRowsTest::stock).asFunction();

  /** Replies at once, emits too, or asks the bank first. */
  private static OnNext<String, String> stock(TaskBuilder<String, String> task) {
    var bank = task.asks(Lane.BANK);
    var served = task.replies(STOCK);
    var then =
        served.onAnswer(
            "then", bank, String.class, (item, answer, ctx) -> ctx.reply(answer.orThrow()));
    var done = task.onAnswer("done", bank, String.class, (event, answer, ctx) -> {});
    served.onAsk(
        (item, ctx) -> {
          if (item.equals("loud")) {
            ctx.emit(item);
          }
          if (item.equals("slow")) {
            ctx.ask(bank, item).then(then, item);
          } else {
            ctx.reply(1);
          }
        });
    return (event, ctx) -> {
      ctx.emit(event);
      if (event.equals("slow")) {
        ctx.ask(bank, event).then(done, event);
      }
    };
  }

  private void calls(String... expected) {
    assertThat(lane.calls).containsExactly(expected);
    lane.calls.clear();
  }

  private static Lane generating(String... events) {
    return Lane.of(
            app -> app.generate("made", Generator.of(String.class, java.util.List.of(events), 1)))
        .asFunction();
  }

  @Test // W1: nothing follows from it
  void outsideAsk_answeredAtOnce_needsNoRow() {
    lane.ask(external("one"), 0, "quick");
    lane.settle().leave();

    calls("load", "append 1", "answer");
  }

  @Test // W1
  void outsideAsk_thatEmits_putsARowFirstAndDeletesItOnceAllIsDone() {
    lane.ask(external("one"), 0, "loud");
    lane.settle().leave();

    calls("load", "wake 1", "append 1", "publish 0", "answer", "unwake 1");
    assertThat(lane.wakes.rows).isEmpty();
  }

  @Test // W1
  void outsideAsk_thatAsksOn_putsARowBeforeItsCommit() {
    lane.ask(external("one"), 0, "slow");
    lane.settle();

    calls("load", "wake 1", "append 1", "ask [0]", "answer");
    assertThat(lane.asks.outcomes()).containsExactly(new Outcome.Pending());

    lane.answer(0, lane.replied(7));
    lane.settle().leave();

    calls("append 2", "answer", "unwake 1");
    assertThat(lane.asks.outcomes()).endsWith(lane.replied(7));
  }

  @Test // W1
  void row_unavailable_holdsTheCommitBack() {
    lane.wakes.unavailable = true;
    lane.ask(external("one"), 0, "loud");
    lane.settle();
    calls("load", "wake 1");

    lane.wakes.unavailable = false;
    lane.pass(200);

    calls("wake 1", "append 1", "publish 0", "answer", "unwake 1");
  }

  @Test // W1
  void row_ofALostCommit_coversTheNextAttempt() {
    lane.store.fates.add(FakeStore.Fate.UNKNOWN_AND_LOST);
    lane.ask(external("one"), 0, "loud");
    lane.settle();

    calls("load", "wake 1", "append 1", "load", "append 1", "publish 0", "answer", "unwake 1");
  }

  @Test // W1
  void row_ofACommitInConflict_doesNotCoverALaterOne() {
    lane.store.fates.add(FakeStore.Fate.OVERTAKEN);
    lane.ask(external("one"), 0, "loud");
    lane.settle();

    calls(
        "load",
        "wake 1",
        "append 1",
        "load",
        "wake 2",
        "append 2",
        "publish 0",
        "answer",
        "unwake 2");
  }

  @Test // W1: a row that relies on no commit goes only behind a fence
  void row_aheadOfTheLane_isDeletedBehindAnEmptyCommit() {
    var wake = new Wake(lane.id, 1, lane.now);
    lane.wakes.rows.add(wake);
    lane.driver.offer(wake);
    lane.settle();

    calls("load", "append 1", "unwake 1");
    assertThat(lane.store.entries()).isEmpty();
    assertThat(lane.wakes.rows).isEmpty();
  }

  @Test // W1, W3
  void row_ofADeadProcess_bringsWhatItOwedToItsEnd() {
    lane.ask(external("one"), 0, "slow");
    lane.settle();
    lane.calls.clear();
    lane.restarted();

    lane.wakes.rows.forEach(lane.driver::offer);
    lane.settle();
    calls("load", "ask [0]");
    lane.answer(0, lane.replied(7));
    lane.settle().leave();

    calls("append 2", "answer", "unwake 1");
  }

  @Test // W3
  void row_ofALaneThatMustWait_movesToLater() {
    lane.ask(external("one"), 0, "slow");
    lane.settle().leave();
    var before = lane.wakes.rows.get(0);
    lane.now = before.due();
    lane.restarted();
    lane.calls.clear();

    lane.driver.offer(before);
    lane.settle().leave();

    calls("load", "ask [0]", "wake 1", "unwake 1");
    assertThat(lane.wakes.rows).hasSize(1);
    assertThat(lane.wakes.rows.get(0).due()).isBetween(lane.now + 1, lane.now + 60_000);
  }

  @Test // W2: the source comes back
  void delivery_always_needsNoRowBeforeItsCommit() {
    lane.offer(0, lane.atom("slow"));
    lane.settle();

    calls("load", "append 1", "publish 0", "ask [0]");
  }

  @Test // W2, asker rule 3
  void delivery_whoseAsksArePending_isReleasedOnceARowCoversThem() {
    lane.offer(0, lane.atom("slow"));
    lane.settle();
    lane.answer(0, new Outcome.Pending());
    lane.settle();
    lane.calls.clear();

    lane.leave();

    calls("wake 1", "release");
    assertThat(lane.wakes.rows).hasSize(1);
  }

  @Test // W2
  void delivery_whoseRowCannotBePut_isNotReleased() {
    lane.offer(0, lane.atom("slow"));
    lane.settle();
    lane.wakes.unavailable = true;

    lane.leave();

    assertThat(lane.streams.released).isEmpty();
    lane.wakes.unavailable = false;
    lane.pass(200).leave();
    assertThat(lane.streams.released).as("it comes again, in another delivery").isEmpty();
  }

  @Test // W2: the delivery covers what is committed with it, so it must stay
  void delivery_takenWithAnOutsideAsk_waitsForItToo() {
    lane.offer(0, lane.atom("quick"));
    lane.ask(external("one"), 0, "slow");
    lane.settle();

    calls("load", "append 1", "publish 0", "ask [0]", "wake 1", "answer", "release");
  }

  @Test // W1: a delivery that others may have released covers nothing
  void delivery_takenBefore_doesNotCoverAnOutsideAsk() {
    lane.offer(0, lane.atom("quick"));
    lane.settle();
    lane.calls.clear();

    lane.offer(0, lane.atom("quick"));
    lane.ask(external("one"), 0, "slow");
    lane.settle();

    assertThat(lane.calls).startsWith("wake 2", "append 2");
  }

  @Test // replier rule 4
  void ask_ofALane_isToldPendingOnlyWhenThisLaneIsCovered() {
    lane.ask(ASKER, 0, "slow");
    lane.settle();
    calls("load", "append 1", "ask [0]");

    lane.leave();

    calls("wake 1", "answer");
    assertThat(lane.asks.outcomes()).containsExactly(new Outcome.Pending());
  }

  @Test // replier rule 4
  void ask_ofALane_thatIsAnsweredInTime_needsNoRow() {
    lane.ask(ASKER, 0, "slow");
    lane.settle();
    lane.answer(0, lane.replied(7));
    lane.settle().leave();

    assertThat(lane.calls).noneMatch(call -> call.startsWith("wake"));
    assertThat(lane.asks.outcomes()).containsExactly(new Outcome.Pending(), lane.replied(7));
  }

  @Test // W2; who asked first may be asking still, so the ask does not leave again at once
  void answer_ofALaneThatOwesSomethingElse_doesNotWaitForIt() {
    lane.ask(ASKER, 0, "slow");
    lane.settle().leave();
    lane.calls.clear();
    lane.restarted();

    lane.ask(ASKER, 1, "quick");
    lane.settle();

    calls("load", "append 2", "wake 2", "answer");
  }

  @Test // W1, launch
  void generator_always_isCoveredByTheRowOfItsLaunch() {
    var made = generating("a", "b");
    var launch = new Wake(made.id, 1, made.now);
    made.wakes.rows.add(launch);
    made.driver.offer(launch);
    made.settle().leave();

    assertThat(made.calls).containsExactly("load", "append 1", "publish 0", "unwake 1");
  }

  @Test // W2
  void generator_withoutTime_goesOnAtItsNextRow() {
    var made = generating("a", "b");
    made.streams.room = false;
    var launch = new Wake(made.id, 1, made.now);
    made.wakes.rows.add(launch);
    made.driver.offer(launch);
    made.settle().leave();

    assertThat(made.calls).containsExactly("load", "wake 1", "unwake 1");
    assertThat(made.wakes.rows).hasSize(1).doesNotContain(launch);
  }

  @Test
  void leave_withADraft_commitsItAndReleases() {
    var delivery = lane.offer(0, lane.atom("quick"));
    lane.driver.poll();
    lane.driver.poll();

    lane.leave();

    calls("load", "append 1", "wake 1", "release");
    assertThat(lane.streams.released).containsExactly(delivery);
  }

  @Test // C6
  void leave_inConflict_givesUpWhatWasOffered() {
    lane.store.fates.add(FakeStore.Fate.OVERTAKEN);
    lane.offer(0, lane.atom("quick"));
    lane.driver.poll();
    lane.driver.poll();

    lane.leave();
    lane.settle();

    calls("load", "append 1", "load");
    assertThat(lane.streams.released).isEmpty();
    lane.offer(0, lane.atom("quick"));
    lane.settle();
    assertThat(lane.streams.released).hasSize(1);
  }
}
