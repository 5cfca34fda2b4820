package dev.portals.protocol;

import static dev.portals.protocol.Lanes.ASKER;
import static dev.portals.protocol.Lanes.asker;
import static dev.portals.protocol.Lanes.replied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The replier's rules, by their numbers in the protocol. */
class ReplierChannelTest {
  private static final long HASH = 42;

  private final ReplierChannel channel = new ReplierChannel(ASKER);

  private void open(long number) {
    channel.apply(channel.serve(ASKER, number, HASH, Optional.empty()));
  }

  private void answered(long number) {
    channel.apply(channel.serve(ASKER, number, HASH, replied("r" + number)));
  }

  @Test // rule 2, n = next
  void nextNumber_always_isToBeRun() {
    assertThat(channel.decide(ASKER, 0, HASH)).isNull();
    answered(0);
    assertThat(channel.decide(ASKER, 1, HASH)).isNull();
  }

  @Test // rule 2, n > next
  void laterNumber_always_isEarly() {
    assertThat(channel.decide(ASKER, 1, HASH)).isEqualTo(new Outcome.Early());
    answered(0);
    assertThat(channel.decide(ASKER, 2, HASH)).isEqualTo(new Outcome.Early());
  }

  @Test // rule 2, Answer
  void answeredNumber_repeated_isAnsweredAlike() {
    answered(0);

    assertThat(channel.decide(ASKER, 0, HASH)).isEqualTo(replied("r0").orElseThrow());
  }

  @Test // rule 2, Open
  void openNumber_repeated_isPendingAndThenTheAnswer() {
    open(0);
    assertThat(channel.decide(ASKER, 0, HASH)).isEqualTo(new Outcome.Pending());
    assertThat(channel.open(ASKER, 0)).isEqualTo(HASH);

    answered(0);

    assertThat(channel.decide(ASKER, 0, HASH)).isEqualTo(replied("r0").orElseThrow());
    assertThat(channel.open(ASKER, 0)).isNull();
    assertThat(channel.decide(ASKER, 1, HASH)).isNull();
  }

  @Test // rule 2, other hash
  void number_withAnotherPayload_isAMismatch() {
    answered(0);
    open(1);

    assertThat(channel.decide(ASKER, 0, 43)).isEqualTo(new Outcome.Mismatch());
    assertThat(channel.decide(ASKER, 1, 43)).isEqualTo(new Outcome.Mismatch());
  }

  @Test // rules 2 and 3
  void answers_belowWhatTheAskerSettled_areDroppedAndSettled() {
    answered(0);
    answered(1);
    answered(2);

    var forgot = channel.forget(ASKER, 2).orElseThrow();
    assertThat(forgot).isEqualTo(new Entry.Forgot(ASKER, 2));
    channel.apply(forgot);

    assertThat(channel.decide(ASKER, 0, HASH)).isEqualTo(new Outcome.Settled());
    assertThat(channel.decide(ASKER, 1, 43)).isEqualTo(new Outcome.Settled());
    assertThat(channel.decide(ASKER, 2, HASH)).isEqualTo(replied("r2").orElseThrow());
    assertThat(channel.forget(ASKER, 2)).isEmpty();
  }

  @Test // rule 3
  void openNumber_belowWhatTheAskerSettled_isKept() {
    open(0);
    answered(1);

    channel.apply(channel.forget(ASKER, 2).orElseThrow());

    assertThat(channel.open(ASKER, 0)).isEqualTo(HASH);
    assertThat(channel.decide(ASKER, 1, HASH)).isEqualTo(new Outcome.Settled());
  }

  @Test // rule 1, lower
  void caller_ofAnEarlierIncarnation_isFenced() {
    var channel = new ReplierChannel(asker(2, 22));

    assertThat(channel.decide(asker(1, 11), 0, HASH)).isEqualTo(new Outcome.Fenced());
    assertThat(channel.forget(asker(1, 11), 9)).isEmpty();
    assertThat(channel.open(asker(1, 11), 0)).isNull();
  }

  @Test // rule 1, same ordinal from a restored registry
  void caller_ofTheSameOrdinalWithAnotherNonce_isFenced() {
    assertThat(channel.decide(asker(1, 12), 0, HASH)).isEqualTo(new Outcome.Fenced());
  }

  @Test // rule 1, higher
  void caller_ofALaterIncarnation_startsFromZero() {
    answered(0);
    open(1);
    var later = asker(2, 22);

    assertThat(channel.decide(later, 0, 7)).isNull();
    assertThat(channel.decide(later, 1, 7)).isEqualTo(new Outcome.Early());
    channel.apply(channel.serve(later, 0, 7, replied("new")));

    assertThat(channel.decide(later, 0, 7)).isEqualTo(replied("new").orElseThrow());
    assertThat(channel.decide(later, 1, 7)).isNull();
    assertThat(channel.decide(ASKER, 0, HASH)).isEqualTo(new Outcome.Fenced());
    assertThat(channel.open(ASKER, 1)).isNull();
  }

  @Test // rule 1: old open entries run on, unanswered
  void answer_toAnEarlierIncarnation_changesNothing() {
    open(0);
    var later = asker(2, 22);
    channel.apply(channel.serve(later, 0, 7, Optional.empty()));

    answered(0);

    assertThat(channel.open(later, 0)).isEqualTo(7);
  }

  @Test
  void number_thatSkips_breaksTheLane() {
    assertThatThrownBy(() -> answered(1))
        .isInstanceOf(BrokenLaneException.class)
        .hasMessageStartingWith("commit serves 1 of ")
        .hasMessageEndingWith(", expected at most 0");
  }
}
