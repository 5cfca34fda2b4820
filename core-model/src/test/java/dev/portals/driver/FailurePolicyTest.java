package dev.portals.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.protocol.Entry;
import dev.portals.protocol.Outcome;
import dev.portals.task.FailurePolicy;
import dev.portals.task.OnNext;
import dev.portals.task.TaskBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Design rule S9: what a workflow says of its failures. */
class FailurePolicyTest {
  private static final String OF = " of /source/streams/in#0: ";
  private static final String THREW = "/shop/t threw java.lang.IllegalStateException: poison";

  private final List<Long> runs = new ArrayList<>();
  private boolean poisonous = true;

  private static Lane workflow(
      FailurePolicy policy, Function<TaskBuilder<String, String>, OnNext<String, String>> block) {
    return Lane.flow(
        flow ->
            flow.onFailure(policy)
                .key(event -> "k")
                .task("t", String.class, block::apply)
                .sink("out"));
  }

  private Lane failing(FailurePolicy policy) {
    return workflow(
        policy,
        task -> {
          var n = task.perKey("n", Integer.class, 0);
          task.replies(Lane.STOCK).onAsk((item, ctx) -> ctx.reply(7));
          return (event, ctx) -> {
            runs.add(ctx.now().toEpochMilli());
            ctx.state(n).update(x -> x + 1);
            if (event.equals("poison") && poisonous) {
              throw new IllegalStateException("poison");
            }
          };
        });
  }

  /** A workflow whose continuation throws. */
  private Lane asking(FailurePolicy policy) {
    return workflow(
        policy,
        task -> {
          var n = task.perKey("n", Integer.class, 0);
          var bank = task.asks(Lane.BANK);
          var then =
              task.onAnswer(
                  "then",
                  bank,
                  String.class,
                  (context, answer, ctx) -> {
                    runs.add(ctx.now().toEpochMilli());
                    ctx.state(n).update(x -> x + 1);
                    if (poisonous) {
                      throw new IllegalStateException("poison");
                    }
                  });
          return (event, ctx) -> ctx.ask(bank, event).then(then, event);
        });
  }

  @Test
  void retry_ofAWorkflow_replacesTheSettingsOfTheLane() {
    var lane = failing(FailurePolicy.retry(2, Duration.ofSeconds(3)).thenDeadLetter());
    var start = lane.now;
    lane.offer(0, lane.atom("poison"), lane.atom("good"));
    lane.settle();
    lane.pass(2_999);
    assertThat(runs).hasSize(1);
    lane.pass(1);

    assertThat(runs).containsExactly(start, start + 3_000, start + 3_000);
    assertThat(lane.listener.heard)
        .containsExactly(
            "attempt 1 failed, next in 3000: atom 0" + OF + THREW, "dead: atom 0" + OF + THREW);
  }

  @Test
  void skip_always_dropsTheAtomCountsItAndSaysSo() {
    var lane = failing(FailurePolicy.skip());
    lane.offer(0, lane.atom("poison"), lane.atom("good"), lane.atom("poison"));
    lane.settle();

    assertThat(runs).hasSize(3);
    assertThat(lane.stored("n")).isEqualTo(1);
    assertThat(lane.driver.status().skipped()).isEqualTo(2);
    assertThat(lane.driver.status().deadLetters()).isZero();
    assertThat(lane.listener.heard)
        .containsExactly("SKIPPED: atom 0" + OF + THREW, "SKIPPED: atom 2" + OF + THREW);
    assertThat(lane.streams.released).hasSize(1);
  }

  @Test
  void skipped_afterARestart_areStillCounted() {
    var lane = failing(FailurePolicy.skip());
    lane.offer(0, lane.atom("poison"));
    lane.settle();

    lane.driver = lane.driver(Lane.SETTINGS);
    lane.settle();
    lane.offer(1, lane.atom("poison"));
    lane.settle();

    assertThat(lane.driver.status().skipped()).isEqualTo(2);
  }

  @Test
  void skip_ofACommitThatIsNotStored_isSaidOnlyOnceItIs() {
    var lane = failing(FailurePolicy.skip());
    lane.settle();
    lane.store.fates.add(FakeStore.Fate.UNKNOWN_AND_LOST);
    lane.offer(0, lane.atom("poison"));
    lane.settle();

    assertThat(runs).hasSize(2);
    assertThat(lane.listener.heard).containsExactly("SKIPPED: atom 0" + OF + THREW);
    assertThat(lane.driver.status().skipped()).isEqualTo(1);
  }

  @Test
  void skip_ofAContinuation_settlesItsAskAndTakesTheNextAtom() {
    var lane = asking(FailurePolicy.retry(2, Duration.ofMillis(50)).thenSkip());
    lane.offer(0, lane.atom("a"), lane.atom("b"));
    lane.settle();
    lane.answer(0, lane.replied(7));
    lane.settle();
    lane.pass(50);

    assertThat(runs).hasSize(2);
    assertThat(lane.store.entries(Entry.Settled.class)).hasSize(1);
    assertThat(lane.store.entries(Entry.Asked.class)).hasSize(2);
    assertThat(lane.driver.status().skipped()).isEqualTo(1);
  }

  @Test
  void stop_always_takesNoMoreAtomsVisiblyButServes() {
    var lane = failing(FailurePolicy.stop());
    lane.offer(0, lane.atom("good"), lane.atom("poison"), lane.atom("good"));
    lane.settle();
    lane.ask(Lane.external("e"), 0, "hat");
    lane.pass(100_000);

    assertThat(runs).hasSize(2);
    assertThat(lane.stored("n")).isEqualTo(1);
    assertThat(lane.store.state().consumer(Lane.IN.path(), Lane.CHANNEL).cursor()).isEqualTo(1);
    assertThat(lane.streams.released).isEmpty();
    assertThat(lane.driver.status().stopped()).contains(THREW);
    assertThat(lane.driver.status().broken()).isEmpty();
    assertThat(lane.driver.wakeAt()).isEqualTo(Long.MAX_VALUE);
    assertThat(lane.listener.heard).containsExactly("STOPPED: atom 1" + OF + THREW);
    assertThat(lane.asks.answers.get(0).items().get(0).outcome()).isEqualTo(lane.replied(7));
  }

  @Test
  void stopped_startedAgain_triesTheAtomAnew() {
    var lane = failing(FailurePolicy.stop());
    var delivery = lane.offer(0, lane.atom("poison"), lane.atom("good"));
    lane.settle();
    poisonous = false;

    lane.driver = lane.driver(Lane.SETTINGS);
    lane.driver.offer(delivery);
    lane.settle();

    assertThat(lane.stored("n")).isEqualTo(2);
    assertThat(lane.driver.status().stopped()).isEmpty();
    assertThat(lane.streams.released).containsExactly(delivery);
  }

  @Test
  void stop_ofAContinuation_keepsItsAskForTheNextStart() {
    var lane = asking(FailurePolicy.retry(2, Duration.ofMillis(50)).thenStop());
    lane.offer(0, lane.atom("a"), lane.atom("b"));
    lane.settle();
    lane.answer(0, lane.replied(7));
    lane.settle();
    lane.pass(50);
    lane.pass(10_000);
    lane.answer(0, lane.replied(7));
    lane.settle();

    assertThat(runs).hasSize(2);
    assertThat(lane.driver.status().stopped()).isPresent();
    assertThat(lane.store.entries(Entry.Asked.class)).hasSize(1);
    assertThat(lane.store.entries(Entry.Settled.class)).isEmpty();

    poisonous = false;
    lane.driver = lane.driver(Lane.SETTINGS);
    lane.settle();
    lane.answer(0, lane.replied(7));
    lane.settle();

    assertThat(lane.stored("n")).isEqualTo(1);
    assertThat(lane.store.entries(Entry.Settled.class)).hasSize(1);
  }

  @Test
  void recordedFailure_ofAnAsk_isNotTriedAgain() {
    var lane =
        Lane.flow(
            flow ->
                flow.onFailure(FailurePolicy.retry(9, Duration.ofSeconds(1)).thenSkip())
                    .key(event -> "k")
                    .task(
                        "t",
                        String.class,
                        task -> {
                          var bank = task.asks(Lane.BANK);
                          var then =
                              task.onAnswer(
                                  "then",
                                  bank,
                                  String.class,
                                  (context, answer, ctx) -> ctx.emit("" + answer.orThrow()));
                          return (event, ctx) -> ctx.ask(bank, event).then(then, event);
                        })
                    .sink("out"));
    lane.offer(0, lane.atom("a"));
    lane.settle();
    lane.answer(0, new Outcome.Failed("sold out"));
    lane.settle();

    assertThat(lane.driver.status().skipped()).isEqualTo(1);
    assertThat(lane.listener.heard)
        .singleElement()
        .asString()
        .startsWith("SKIPPED: the answer of ");
  }

  @Test
  void policy_outOfRange_isRefused() {
    assertThatThrownBy(() -> FailurePolicy.retry(0, Duration.ofSeconds(1)).thenSkip())
        .hasMessage("0 attempts. Maybe 1 or more.");
    assertThatThrownBy(() -> FailurePolicy.retry(2, Duration.ZERO).thenSkip())
        .hasMessage("a wait of PT0S before it is tried again. Maybe 100 ms.");
  }
}
