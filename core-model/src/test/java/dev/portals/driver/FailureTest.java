package dev.portals.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.Entry;
import dev.portals.protocol.Outcome;
import dev.portals.task.OnNext;
import dev.portals.task.TaskBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Design rule S9: tried again, then kept as a dead letter, and the lane goes on. */
class FailureTest {
  private static final String FIRST = "atom 0 of /source/streams/in#0: ";
  private static final String THREW = "/shop/t threw java.lang.IllegalStateException: poison";

  private final List<Long> runs = new ArrayList<>();
  private final Lane lane = Lane.task(this::failing);
  private boolean poisonous = true;

  private OnNext<String, String> failing(TaskBuilder<String, String> task) {
    var n = task.perKey("n", Integer.class, 0);
    return (event, ctx) -> {
      runs.add(ctx.now().toEpochMilli());
      ctx.state(n).update(x -> x + 1);
      if (event.equals("poison") && poisonous) {
        throw new IllegalStateException("poison");
      }
    };
  }

  private List<DeadLetter> deadLetters() {
    return lane.store.state().deadLetters();
  }

  @Test
  void atom_thatThrows_isTriedAgainWithBackoffThenKeptAndPassed() {
    var start = lane.now;
    lane.offer(0, lane.atom("poison"), lane.atom("good"));
    lane.settle();
    assertThat(lane.store.entries()).isEmpty();
    assertThat(lane.driver.wakeAt()).isEqualTo(start + 100);

    lane.pass(99);
    assertThat(runs).hasSize(1);
    lane.pass(1);
    assertThat(lane.driver.wakeAt()).isEqualTo(start + 300);
    lane.pass(200);

    assertThat(runs).containsExactly(start, start + 100, start + 300, start + 300);
    assertThat(deadLetters())
        .containsExactly(
            new DeadLetter.OfAtom(Lane.IN.path(), Lane.CHANNEL, 0, lane.atom("poison"), THREW));
    assertThat(lane.stored("n")).isEqualTo(1);
    assertThat(lane.store.state().consumer(Lane.IN.path(), Lane.CHANNEL).cursor()).isEqualTo(2);
    assertThat(lane.streams.released).hasSize(1);
    assertThat(lane.driver.status().deadLetters()).isEqualTo(1);
    assertThat(lane.listener.heard)
        .containsExactly(
            "attempt 1 failed, next in 100: " + FIRST + THREW,
            "attempt 2 failed, next in 200: " + FIRST + THREW,
            "dead: " + FIRST + THREW);
  }

  @Test
  void atom_thatRecovers_takesEffectOnce() {
    lane.offer(0, lane.atom("good", "poison"));
    lane.settle();
    poisonous = false;
    lane.pass(100);

    assertThat(lane.stored("n")).isEqualTo(2);
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void attempts_ofOneAtom_doNotCountForTheNext() {
    lane.offer(0, lane.atom("poison"));
    lane.settle();
    lane.pass(100);
    poisonous = false;
    lane.pass(200);
    poisonous = true;

    lane.offer(1, lane.atom("poison"));
    lane.settle();

    assertThat(lane.listener.heard.get(2)).startsWith("attempt 1 failed, next in 100");
  }

  @Test // C2
  void error_withAnEndlessText_isKeptShortened() {
    var lane =
        Lane.task(
            task ->
                (event, ctx) -> {
                  throw new IllegalStateException("x".repeat(1_000_000) + " is the end");
                });
    lane.offer(0, lane.atom("a"));
    lane.settle();
    lane.pass(100);
    lane.pass(200);

    var error = lane.store.state().deadLetters().get(0).error();
    assertThat(error)
        .startsWith("/shop/t threw java.lang.IllegalStateException: xxx")
        .contains("xxx … (1000058 characters) … xxx")
        .endsWith("xxx is the end")
        .hasSizeLessThan(2_100);
  }

  @Test // C2
  void atom_tooLargeForACommit_isADeadLetterAtOnceThatNamesSizeAndLimit() {
    var large = Lane.task(task -> (event, ctx) -> ctx.emit("x".repeat(3_000)));

    large.offer(0, large.atom("a"));
    large.settle();

    assertThat(large.listener.heard)
        .containsExactly(
            "dead: "
                + FIRST
                + "/source/streams/in#0 atom 0 would store 3067 bytes in one commit, "
                + "the limit is 2000. Maybe smaller atoms, or smaller values of state");
    assertThat(large.store.state().consumer(Lane.IN.path(), Lane.CHANNEL).cursor()).isEqualTo(1);
    assertThat(large.streams.published).isEmpty();
  }

  private OnNext<String, String> asking(TaskBuilder<String, String> task) {
    var bank = task.asks(Lane.BANK);
    var n = task.perKey("n", Integer.class, 0);
    var then =
        task.onAnswer(
            "then",
            bank,
            String.class,
            (context, answer, ctx) -> {
              runs.add(ctx.now().toEpochMilli());
              ctx.state(n).set(answer.orThrow());
              if (poisonous) {
                throw new IllegalStateException("poison");
              }
            });
    return (event, ctx) -> ctx.ask(bank, event).then(then, event);
  }

  @Test
  void continuation_thatThrows_isTriedAgainThenKeptWithItsAnswerAndTheAskIsSettled() {
    var asker = Lane.task(this::asking);
    asker.offer(0, asker.atom("a"));
    asker.settle();
    asker.answer(0, asker.replied(7));
    asker.settle();
    asker.pass(100);
    asker.pass(200);

    assertThat(runs).hasSize(3);
    assertThat(asker.stored("n")).isZero();
    assertThat(asker.store.entries(Entry.Settled.class)).hasSize(1);
    var letter = (DeadLetter.OfContinuation) asker.store.state().deadLetters().get(0);
    assertThat(letter.answers()).containsExactly(asker.replied(7));
    assertThat(letter.ask().then().orElseThrow().continuation()).isEqualTo("then");
    assertThat(asker.streams.released).hasSize(1);
  }

  @Test // replier rule 3
  void continuation_thatThrowsARecordedFailure_isNotTriedAgain() {
    var asker = Lane.task(this::asking);
    asker.offer(0, asker.atom("a"));
    asker.settle();

    asker.answer(0, new Outcome.Failed("sold out"));
    asker.settle();

    assertThat(runs).hasSize(1);
    assertThat(asker.listener.heard)
        .containsExactly(
            "dead: the answer of /bank/portals/account to task t: "
                + "/shop/t continuation then threw dev.portals.task.AskFailedException: "
                + "the ask failed: sold out");
  }
}
