package dev.portals.driver;

import static dev.portals.driver.Lane.BANK;
import static dev.portals.driver.Lane.STOCK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.protocol.Atom;
import dev.portals.protocol.Commit;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.Entry;
import dev.portals.protocol.Outcome;
import dev.portals.task.OnNext;
import dev.portals.task.TaskBuilder;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Design rules S3 and S9: when hooks run, and that they run once. */
class HooksTest {
  private static OnNext<String, String> ending(TaskBuilder<String, String> task) {
    var ends = task.perTask("ends", Integer.class, 0);
    task.onComplete(ctx -> ctx.emit("end " + ctx.state(ends).update(n -> n + 1)));
    return (event, ctx) -> ctx.emit(event);
  }

  @Test // S3
  void onComplete_whenTheInputIsSealed_givesTheLastAtomInTheCommitOfTheSeal() {
    var lane = Lane.task(HooksTest::ending);
    lane.offer(0, lane.atom("a"));
    lane.settle();
    assertThat(lane.streams.atoms()).containsExactly(lane.atom("a"));

    lane.offer(1, Atom.SEAL);
    lane.settle();

    assertThat(lane.streams.atoms()).containsExactly(lane.atom("a"), lane.atom("end 1"), Atom.SEAL);
    var sealing = lane.store.commits().get(1).entries();
    assertThat(sealing).filteredOn(entry -> entry instanceof Entry.Produced).hasSize(2);
  }

  @Test // S3, C6
  void onComplete_whoseCommitWasLost_runsAgainOverTheStateBefore() {
    var lane = Lane.task(HooksTest::ending);
    lane.store.fates.add(FakeStore.Fate.UNKNOWN_AND_LOST);
    lane.offer(0, Atom.SEAL);

    lane.settle();

    assertThat(lane.streams.atoms()).containsExactly(lane.atom("end 1"), Atom.SEAL);
  }

  @Test // S3
  void onComplete_whoseCommitWasStored_doesNotRunInTheNextProcess() {
    var lane =
        Lane.task(
            task -> {
              task.replies(STOCK).onAsk((item, ctx) -> ctx.reply(1));
              return ending(task);
            });
    lane.offer(0, Atom.SEAL);
    lane.settle();

    lane.driver = lane.driver(Lane.SETTINGS);
    lane.settle();
    lane.ask(Lane.ASKER, 0, "socks");
    lane.settle();

    assertThat(lane.streams.atoms()).contains(lane.atom("end 1")).doesNotContain(Atom.SEAL);
    assertThat(lane.store.commits())
        .flatMap(Commit::entries)
        .filteredOn(entry -> entry instanceof Entry.Produced)
        .hasSize(1);
  }

  @Test // S3
  void onComplete_whileAnAskIsOutstanding_waits() {
    var lane =
        Lane.task(
            task -> {
              var bank = task.asks(BANK);
              var done =
                  task.onAnswer(
                      "done", bank, String.class, (event, answer, ctx) -> ctx.emit(event));
              task.onComplete(ctx -> ctx.emit("end"));
              return (event, ctx) -> ctx.ask(bank, event).then(done, event);
            });
    lane.offer(0, lane.atom("a"), Atom.SEAL);
    lane.settle();
    assertThat(lane.streams.atoms()).containsExactly(lane.atom());

    lane.answer(0, lane.replied(1));
    lane.settle();

    assertThat(lane.streams.atoms())
        .containsExactly(lane.atom(), lane.atom("a"), lane.atom("end"), Atom.SEAL);
  }

  @Test // S9
  void onComplete_thatKeepsThrowing_isADeadLetterAndTheLaneIsSealed() {
    var lane =
        Lane.task(
            task -> {
              task.onComplete(
                  ctx -> {
                    throw new IllegalStateException("no end");
                  });
              return (event, ctx) -> {};
            });
    lane.offer(0, Atom.SEAL);
    lane.settle();
    assertThat(lane.streams.atoms()).isEmpty();
    lane.pass(100);
    lane.pass(200);

    assertThat(lane.store.state().deadLetters())
        .containsExactly(
            new DeadLetter.OfCompletion(
                "t", "/shop/t onComplete threw java.lang.IllegalStateException: no end"));
    assertThat(lane.streams.atoms()).containsExactly(Atom.SEAL);
  }

  private static OnNext<String, String> hearing(TaskBuilder<String, String> task) {
    var heard = task.perTask("heard", Integer.class, 0);
    task.onError(
        (thrown, ctx) -> ctx.emit(thrown.getMessage() + " " + ctx.state(heard).update(n -> n + 1)));
    return (event, ctx) -> {
      if (event.startsWith("!")) {
        throw new IllegalStateException(event);
      }
      ctx.emit(event);
    };
  }

  @Test // S3, S9
  void onError_ofAnAtomThatIsGivenUp_runsOnceInTheCommitOfItsDeadLetter() {
    var lane = Lane.task(HooksTest::hearing);
    lane.offer(0, lane.atom("!a"), lane.atom("b"));
    lane.settle();
    assertThat(lane.store.commits()).isEmpty(); // it is tried again
    lane.pass(100);
    lane.pass(200);

    assertThat(lane.streams.atoms()).containsExactly(lane.atom("!a 1"), lane.atom("b"));
    assertThat(lane.store.state().deadLetterCount()).isEqualTo(1);
    assertThat(lane.store.commits()).hasSize(1);
  }

  @Test // S9
  void onError_thatThrows_isToldBesideTheError() {
    var lane =
        Lane.task(
            task -> {
              task.onError(
                  (thrown, ctx) -> {
                    ctx.emit("not kept");
                    throw new IllegalStateException("also");
                  });
              return (event, ctx) -> {
                throw new IllegalStateException("first");
              };
            });
    lane.offer(0, lane.atom("a"));
    lane.settle();
    lane.pass(100);
    lane.pass(200);

    assertThat(lane.streams.atoms()).isEmpty();
    assertThat(lane.store.state().deadLetters())
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letter.error())
                    .isEqualTo(
                        "/shop/t threw java.lang.IllegalStateException: first; then its onError"
                            + " failed: /shop/t onError threw java.lang.IllegalStateException:"
                            + " also"));
  }

  @Test // S8
  void onError_ofAnAskThatFails_isNotRunAsTheAskerHears() {
    var lane =
        Lane.task(
            task -> {
              task.onError((thrown, ctx) -> ctx.emit("heard"));
              task.replies(STOCK)
                  .onAsk(
                      (item, ctx) -> {
                        throw new IllegalStateException("no stock");
                      });
              return (event, ctx) -> {};
            });
    lane.ask(Lane.ASKER, 0, "socks");
    lane.settle();

    assertThat(lane.streams.atoms()).isEmpty();
    assertThat(lane.asks.outcomes())
        .isEqualTo(
            List.of(
                new Outcome.Failed(
                    "/shop/t onAsk /shop/portals/stock threw "
                        + "java.lang.IllegalStateException: no stock")));
  }

  @Test // S3
  void block_ofATask_runsOnceForALaneBeforeItsFirstStep() {
    var starts = new AtomicInteger();
    var lane =
        Lane.task(
            task -> {
              starts.incrementAndGet();
              return (event, ctx) -> ctx.emit(event);
            });
    var before = starts.get();
    lane.driver = lane.driver(Lane.SETTINGS);
    assertThat(starts.get()).isEqualTo(before + 1);

    lane.offer(0, lane.atom("a"), lane.atom("b"));
    lane.settle();
    lane.offer(2, lane.atom("c"));
    lane.settle();
    assertThat(starts.get()).isEqualTo(before + 1);

    lane.store.fates.add(FakeStore.Fate.UNKNOWN_AND_LOST); // its memory is dropped, and loaded
    lane.offer(3, lane.atom("d"));
    lane.settle();
    assertThat(starts.get()).isEqualTo(before + 2);
    assertThat(lane.streams.atoms()).hasSize(4);
  }
}
