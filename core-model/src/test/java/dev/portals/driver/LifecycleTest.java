package dev.portals.driver;

import static dev.portals.driver.Lane.STOCK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.codec.Bytes;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Atom;
import dev.portals.protocol.Commit;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.Entry;
import dev.portals.protocol.Outcome;
import dev.portals.task.Generator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules C9, L2 and P4: upgrades, generators and seals. */
class LifecycleTest {
  @Test // C9
  void lane_writtenByALaterDeployment_isLeftByOlderCodeBeforeItRuns() {
    var lane = Lane.flow(flow -> flow.sink("out"));
    lane.store.add(new Commit(1, 1, 0, 2, List.of()));
    lane.offer(0, lane.atom("a"));

    lane.settle();

    var why =
        "deployment 2 has written this lane, this code is of deployment 1 (rule C9). "
            + "Maybe stop the older process";
    assertThat(lane.driver.halted()).contains(new Halt.Outdated(why));
    assertThat(lane.driver.status().broken()).isEmpty();
    assertThat(lane.listener.heard).isEmpty();
    assertThat(lane.calls).containsExactly("load");

    lane.driver = lane.driver(Lane.SETTINGS.withPlanEpoch(2));
    lane.offer(0, lane.atom("a"));
    lane.settle();
    assertThat(lane.store.state().planEpoch()).isEqualTo(2);
    assertThat(lane.streams.released).hasSize(1);
  }

  private static Lane asking(String continuation) {
    return Lane.task(
        task -> {
          var bank = task.asks(Lane.BANK);
          var then = task.onAnswer(continuation, bank, String.class, (context, answer, ctx) -> {});
          return (event, ctx) -> ctx.ask(bank, event).then(then, event);
        });
  }

  @Test // L2
  void continuation_thatTheNewCodeLost_breaksTheLaneVisiblyAndKeepsTheAsk() {
    var old = asking("then");
    old.offer(0, old.atom("a"));
    old.settle();
    var upgraded = asking("renamed");
    old.store.commits().forEach(upgraded.store::add);
    upgraded.settle();

    upgraded.answer(0, upgraded.replied(1));
    upgraded.settle();

    assertThat(upgraded.driver.status().broken())
        .contains(
            "task t has no continuation \"then\", but an ask awaits it. "
                + "Maybe it was renamed; known: [renamed]");
    assertThat(upgraded.store.state().hasOutstanding()).isTrue();
    assertThat(upgraded.driver.status().commits()).isEqualTo(1);
    assertThat(upgraded.driver.status().outstanding()).isEqualTo(1);
  }

  @Test // S13
  void generator_thatSaysLater_isAskedAgainThenAndNotBefore() {
    var asked = new ArrayList<Long>();
    var lane =
        Lane.of(
            app ->
                app.generate(
                    "out",
                    Generator.resumable(
                        String.class,
                        Integer.class,
                        0,
                        (at, now) -> {
                          asked.add(now.toEpochMilli());
                          return at == 1
                              ? Generator.ended()
                              : asked.size() == 1
                                  ? Generator.later(Duration.ofSeconds(7))
                                  : Generator.produced(List.of("a"), 1);
                        })));
    var start = lane.now;
    lane.settle();
    assertThat(lane.driver.wakeAt()).isEqualTo(start + 7_000);
    lane.pass(6_999);
    assertThat(lane.store.entries()).isEmpty();
    lane.pass(1);

    assertThat(asked).containsExactly(start, start + 7_000, start + 7_000);
    assertThat(lane.streams.atoms()).containsExactly(lane.atom("a"), Atom.SEAL);
    assertThat(lane.driver.wakeAt()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void generator_thatSaysLaterOfThePast_doesNotSpin() {
    var lane =
        Lane.of(
            app ->
                app.generate(
                    "out",
                    Generator.<String, Integer>resumable(
                        String.class, Integer.class, 0, at -> Generator.later(Instant.EPOCH))));

    lane.settle();

    assertThat(lane.driver.wakeAt()).isEqualTo(lane.now + 1);
  }

  @Test
  void atom_withMalformedBytes_isPutAsideWholeAndTheLaneGoesOn() {
    var lane = Lane.flow(flow -> flow.sink("out"));
    var malformed = Atom.of(1, Bytes.of(new byte[] {9}));
    lane.offer(0, malformed, lane.atom("good"));

    lane.settle();

    assertThat(lane.store.state().deadLetters())
        .singleElement()
        .isInstanceOfSatisfying(
            DeadLetter.OfAtom.class, letter -> assertThat(letter.atom()).isEqualTo(malformed));
    assertThat(lane.streams.atoms()).containsExactly(lane.atom("good"));
  }

  @Test
  void generator_always_publishesItsAtomsAndThenTheSeal() {
    var lane =
        Lane.of(app -> app.generate("g", Generator.of(String.class, List.of("a", "b", "c"), 2)));

    lane.settle();

    assertThat(lane.streams.atoms())
        .containsExactly(lane.atom("a", "b"), lane.atom("c"), Atom.SEAL);
    assertThat(lane.driver.status().sealed()).isTrue();
    assertThat(lane.driver.wakeAt()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void generator_withoutRoom_waits() {
    var lane = Lane.of(app -> app.generate("g", Generator.of(String.class, List.of("a"), 1)));
    lane.streams.room = false;
    lane.settle();
    assertThat(lane.streams.published).isEmpty();

    lane.streams.room = true;
    lane.pass(1_000);

    assertThat(lane.streams.atoms()).containsExactly(lane.atom("a"), Atom.SEAL);
  }

  @Test // S9
  void generator_thatKeepsThrowing_isADeadLetterAndItsStreamIsSealed() {
    var lane =
        Lane.of(
            app ->
                app.generate(
                    "g",
                    Generator.<String, Integer>resumable(
                        String.class,
                        Integer.class,
                        0,
                        at -> {
                          throw new IllegalStateException("no page");
                        })));
    lane.settle();
    lane.pass(100);
    lane.pass(200);

    assertThat(lane.store.state().deadLetters())
        .containsExactly(
            new DeadLetter.OfGenerator(
                "/shop/streams/g",
                Bytes.EMPTY,
                "/shop/generators/g threw java.lang.IllegalStateException: no page"));
    assertThat(lane.streams.atoms()).containsExactly(Atom.SEAL);
  }

  @Test // P4
  void seal_ofTheInput_sealsTheOutputAsTheLastAtom() {
    var lane = Lane.flow(flow -> flow.sink("out"));
    lane.offer(0, lane.atom("a"));
    lane.settle();
    assertThat(lane.driver.status().sealed()).isFalse();

    lane.offer(1, lane.atom("b"), Atom.SEAL);
    lane.settle();

    assertThat(lane.streams.atoms()).containsExactly(lane.atom("a"), lane.atom("b"), Atom.SEAL);
    assertThat(lane.streams.released).hasSize(2);
  }

  @Test // P4
  void seal_withOutstandingAsks_waitsForThem() {
    var lane = asking("then");
    lane.offer(0, lane.atom("a"), Atom.SEAL);
    lane.settle();
    assertThat(lane.streams.atoms()).containsExactly(lane.atom());

    lane.answer(0, lane.replied(1));
    lane.settle();

    assertThat(lane.streams.atoms()).containsExactly(lane.atom(), Atom.SEAL);
  }

  @Test // P4
  void seal_behindAPoisonedAtom_waitsForItsDeadLetter() {
    var lane =
        Lane.task(
            task ->
                (event, ctx) -> {
                  throw new IllegalStateException("poison");
                });
    lane.offer(0, lane.atom("a"), Atom.SEAL);
    lane.settle();
    assertThat(lane.streams.published).isEmpty();
    lane.pass(100);
    lane.pass(200);

    assertThat(lane.streams.atoms()).containsExactly(Atom.SEAL);
  }

  @Test // P4
  void seal_ofAReplier_neverComesAsItMayBeAskedLater() {
    var lane =
        Lane.task(
            task -> {
              task.replies(STOCK)
                  .onAsk(
                      (item, ctx) -> {
                        ctx.emit(item);
                        ctx.reply(1);
                      });
              return (event, ctx) -> {};
            });
    lane.offer(0, Atom.SEAL);
    lane.settle();
    assertThat(lane.streams.published).isEmpty();

    lane.ask(Lane.ASKER, 0, "socks");
    lane.settle();

    assertThat(lane.streams.atoms()).containsExactly(lane.atom("socks"));
    assertThat(lane.asks.outcomes())
        .containsExactly(new Outcome.Replied(lane.codecs().encode(Integer.class, 1)));
  }

  @Test // L2, P4
  void input_thatNewCodeNoLongerReads_keepsNoLaneFromItsEnd() {
    var lane = Lane.flow(flow -> flow.sink("out"));
    var gone = new StreamChannel("/source/streams/gone", Lane.FIRST, 0);
    lane.store.another(new Entry.Moved(gone.stream(), gone, 1, false));
    lane.offer(0, lane.atom("a"), Atom.SEAL);

    lane.settle();

    assertThat(lane.streams.atoms()).containsExactly(lane.atom("a"), Atom.SEAL);
  }

  @Test // L2, S3
  void onComplete_thatNewCodeAddsToALaneThatHasEnded_isNotRun() {
    var old = Lane.task(task -> (event, ctx) -> ctx.emit(event));
    old.offer(0, Atom.SEAL);
    old.settle();
    var upgraded =
        Lane.task(
            task -> {
              task.onComplete(ctx -> ctx.emit("behind the end"));
              return (event, ctx) -> ctx.emit(event);
            });
    old.store.commits().forEach(upgraded.store::add);

    upgraded.settle();

    assertThat(upgraded.driver.status().broken()).isEmpty();
    assertThat(upgraded.streams.atoms()).containsExactly(Atom.SEAL);
  }
}
