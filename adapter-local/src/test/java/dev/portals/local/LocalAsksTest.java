package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.codec.Bytes;
import dev.portals.local.log.LogSettings;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalAsksTest {
  private static final LaneId LANE = new LaneId("p", new Incarnation(1, 1), "workflows/w", 0);
  private static final Caller.External CALLER =
      new Caller.External("/p/portals/echo", "k", "idempotency");
  private static final Outcome ANSWER = new Outcome.Replied(Bytes.ofUtf8("answer"));

  @TempDir Path directory;
  private Journal journal;
  private LocalAsks asks;

  @BeforeEach
  void open() {
    journal = Journal.open(directory, LogSettings.DEFAULT, new Replayed(), error -> {});
    asks = new LocalAsks(journal, lane -> Optional.empty(), lane -> false);
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private CompletableFuture<Outcome> ask(String payload) {
    return asks.ask(CALLER, LANE, Bytes.ofUtf8(payload));
  }

  private void answer(long attempt, Outcome outcome) {
    asks.answer(
        new AnswerMessage(CALLER, LANE, attempt, List.of(new AnswerMessage.Item(0, outcome))));
    journal.awaitDurable();
  }

  @Test
  void answer_ofAnOpenAsk_isForThoseThatAreOpenOnly() {
    var first = ask("payload A");
    answer(1, new Outcome.Pending());
    var again = ask("payload A");
    answer(2, new Outcome.Pending());
    var other = ask("payload B"); // is in the lane's mailbox when it answers the first
    answer(AnswerMessage.UNASKED, ANSWER);
    assertThat(first).isCompletedWithValue(ANSWER);
    assertThat(again).isCompletedWithValue(ANSWER);
    assertThat(other).isNotDone();
    answer(3, new Outcome.Mismatch());
    assertThat(other).isCompletedWithValue(new Outcome.Mismatch());
  }

  @Test
  void answer_ofAnAttempt_isForThatAttempt() {
    var first = ask("payload");
    var second = ask("payload");
    answer(2, ANSWER);
    assertThat(first).isNotDone();
    assertThat(second).isCompletedWithValue(ANSWER);
  }

  @Test
  void failure_tellsThoseWhoWaitAndThoseWhoComeLater() {
    var why = new PortalsException("first");
    var before = ask("payload");
    asks.fail(why);
    asks.fail(new PortalsException("second"));
    assertThat(before).isCompletedExceptionally();
    assertThatThrownBy(before::join).hasCause(why);
    assertThatThrownBy(() -> ask("payload").join()).hasCause(why);
  }

  @Test
  void brokenLane_tellsThoseWhoWaitForItAndThoseWhoComeLater() {
    var before = ask("payload");
    var elsewhere = new LaneId("p", new Incarnation(1, 1), "workflows/other", 0);
    var other = asks.ask(CALLER, elsewhere, Bytes.ofUtf8("payload"));
    asks.broken(LANE, "a reason");
    requireBroken(before);
    requireBroken(ask("payload"));
    assertThat(other).isNotDone();
  }

  @Test
  void brokenLane_withAnAnswerOnItsWay_isAnsweredFirst() {
    var before = ask("payload");
    journal.append(new JournalRecord.Truncated(1));
    asks.answer(new AnswerMessage(CALLER, LANE, 1, List.of(new AnswerMessage.Item(0, ANSWER))));
    asks.broken(LANE, "a reason");
    journal.awaitDurable();
    assertThat(before.join()).isEqualTo(ANSWER);
  }

  private static void requireBroken(CompletableFuture<Outcome> ask) {
    assertThat(ask).isDone();
    assertThatThrownBy(ask::join)
        .cause()
        .hasMessageStartingWith("/p/workflows/w#0 has stopped for good: a reason. Maybe mend")
        .isInstanceOfSatisfying(
            AskRefusedException.class,
            refused -> assertThat(refused.reason()).isEqualTo(AskRefusedException.Reason.BROKEN));
  }
}
