package dev.portals.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.protocol.Caller;
import dev.portals.protocol.Entry;
import dev.portals.protocol.Outcome;
import dev.portals.task.Answer;
import dev.portals.task.Generator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules L1 and L3: a lane takes nothing new, then it has ended. */
class EndingTest {
  private static Lane replying() {
    return Lane.task(
        task -> {
          task.replies(Lane.STOCK).onAsk((item, ctx) -> ctx.reply(7));
          return (event, ctx) -> ctx.emit(event);
        });
  }

  @Test
  void close_always_takesNoMoreAtomsButServesLanes() {
    var lane = replying();
    lane.driver.close();
    lane.offer(0, lane.atom("a"));
    lane.ask(Lane.ASKER, 0, "socks");

    lane.settle();

    assertThat(lane.streams.published).isEmpty();
    assertThat(lane.store.state().stage().isClosing()).isTrue();
    assertThat(lane.asks.outcomes()).containsExactly(lane.replied(7));
  }

  @Test
  void close_always_refusesNewAsksFromOutsideAndRepeatsOldAnswers() {
    var lane = replying();
    lane.ask(Lane.external("before"), 0, "socks");
    lane.settle();
    lane.driver.close();
    lane.settle();

    lane.ask(Lane.external("before"), 0, "socks");
    lane.ask(Lane.external("after"), 0, "socks");
    lane.settle();

    assertThat(lane.asks.outcomes())
        .containsExactly(lane.replied(7), lane.replied(7), new Outcome.Ended());
  }

  @Test
  void close_byAnotherProcess_isSeenOnceItLooksAgain() {
    var lane = Lane.of(app -> app.generate("g", Generator.range(0, 1_000, 1)));
    lane.store.another(new Entry.Closing());
    lane.settle();

    lane.driver.refresh();
    lane.settle();

    assertThat(lane.streams.published).isEmpty();
    assertThat(lane.store.commits()).hasSize(1);
  }

  @Test // what it has published is known to be, or nobody could tell when it is at rest
  void close_byAnotherProcess_commitsWhatIsPublished() {
    var lane = Lane.flow(flow -> flow.sink("out"));
    lane.offer(0, lane.atom("a"));
    lane.settle();
    assertThat(lane.store.state().isPublished()).isFalse();
    lane.store.another(new Entry.Closing());

    lane.driver.refresh();
    lane.settle();

    assertThat(lane.store.state().isPublished()).isTrue();
    assertThat(lane.store.state().isAtRest()).isTrue();
  }

  @Test
  void end_always_commitsTheLastEntryAndAnswersFromWhatIsRecorded() {
    var lane = replying();
    lane.ask(Lane.ASKER, 0, "socks");
    lane.settle();
    lane.driver.end();
    lane.settle();

    lane.ask(Lane.ASKER, 0, "socks");
    lane.ask(Lane.ASKER, 1, "hat");
    lane.offer(0, lane.atom("a"));
    lane.settle();

    assertThat(lane.store.entries()).endsWith(new Entry.Closing(), new Entry.Ended());
    assertThat(lane.asks.outcomes())
        .containsExactly(lane.replied(7), lane.replied(7), new Outcome.Ended());
    assertThat(lane.driver.halted()).get().isInstanceOf(Halt.Ended.class);
    assertThat(lane.driver.status().broken()).isEmpty();
    assertThat(lane.streams.published).isEmpty();
  }

  @Test
  void endedLane_askedFromOutside_refusesWhatARunningOneRefuses() {
    var lane = replying();
    lane.ask(Lane.external("one"), 0, "socks");
    lane.settle();
    lane.driver.end();
    lane.settle();

    lane.ask(Lane.external("one"), 0, "socks");
    lane.ask(Lane.external("one"), 1, "socks");
    lane.ask(new Caller.External(Lane.STOCK.path(), "other", "one"), 0, "socks");
    lane.settle();

    assertThat(lane.asks.outcomes())
        .containsExactly(
            lane.replied(7), lane.replied(7), new Outcome.Mismatch(), new Outcome.Mismatch());
  }

  @Test
  void endedLane_loadedAgain_runsNothing() {
    var lane = replying();
    lane.driver.end();
    lane.settle();
    var commits = lane.store.commits().size();

    lane.driver = lane.driver(Lane.SETTINGS);
    lane.offer(0, lane.atom("a"));
    lane.ask(Lane.ASKER, 0, "socks");
    lane.settle();

    assertThat(lane.store.commits()).hasSize(commits);
    assertThat(lane.asks.outcomes()).containsExactly(new Outcome.Ended());
  }

  @Test // by force: the outcome is not known
  void ended_asTheOutcome_continuesWithExpiredAndIsThenDone() {
    var answers = new ArrayList<Answer<Integer>>();
    var lane =
        Lane.task(
            task -> {
              var bank = task.asks(Lane.BANK);
              var then =
                  task.onAnswer(
                      "then", bank, String.class, (c, answer, ctx) -> answers.add(answer));
              return (event, ctx) -> ctx.ask(bank, event).then(then, event);
            });
    lane.offer(0, lane.atom("a"), lane.atom("b"));
    lane.settle();

    lane.answer(0, new Outcome.Ended());
    lane.settle();
    lane.answer(0, new Outcome.Ended());
    lane.settle();

    assertThat(answers).containsExactlyElementsOf(List.of(new Answer.Expired<>()));
    assertThat(lane.store.entries(Entry.Expired.class)).hasSize(1);
    assertThat(lane.store.entries(Entry.Settled.class)).hasSize(1);
    assertThat(lane.store.state().consumer(Lane.IN.path(), Lane.CHANNEL).cursor()).isEqualTo(2);
  }

  @Test // whoever looks after lanes tells all of them to look again, also those that have ended
  void endedLane_thatLooksAgain_goesOnAnswering() {
    var lane = replying();
    lane.ask(Lane.ASKER, 0, "socks");
    lane.driver.end();
    lane.settle();

    lane.driver.refresh();
    lane.settle();
    lane.ask(Lane.ASKER, 0, "socks");
    lane.settle();

    assertThat(lane.asks.outcomes()).containsExactly(new Outcome.Ended(), new Outcome.Ended());
  }
}
