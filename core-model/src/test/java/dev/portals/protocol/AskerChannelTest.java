package dev.portals.protocol;

import static dev.portals.protocol.Lanes.ASKER;
import static dev.portals.protocol.Lanes.ATOM;
import static dev.portals.protocol.Lanes.REPLIER;
import static dev.portals.protocol.Lanes.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.codec.Bytes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The asker's rules, by their numbers in the protocol. */
class AskerChannelTest {
  private final AskerChannel channel = new AskerChannel(REPLIER);

  private void asks(int count) {
    for (var at = 0; at < count; at++) {
      channel.apply(channel.ask(ask("q" + channel.below() + at, ATOM, true)));
    }
  }

  private static List<Long> numbers(AskMessage message) {
    return message.items().stream().map(AskMessage.Item::number).toList();
  }

  private void settle(long number) {
    channel.apply(channel.settle(number));
  }

  @Test // rule 1
  void ask_onlyDrafted_isNotOwed() {
    channel.ask(ask("q", ATOM, true));

    assertThat(channel.owes()).isFalse();
  }

  @Test // rule 2
  void asks_always_areSentInOrderAndOnce() {
    asks(3);
    assertThat(channel.owes()).isTrue();

    assertThat(numbers(channel.send(ASKER, 1))).containsExactly(0L, 1L, 2L);
    assertThat(channel.owes()).isFalse();
    asks(1);
    assertThat(numbers(channel.send(ASKER, 2))).containsExactly(3L);
  }

  @Test
  void message_always_carriesWhatWasStored() {
    var ask = ask("payload", new Root.OfServed(ASKER, 4, 7), true);
    channel.apply(channel.ask(ask));

    var message = channel.send(ASKER, 5);

    assertThat(message)
        .isEqualTo(
            new AskMessage(
                ASKER,
                REPLIER,
                5,
                0,
                List.of(
                    new AskMessage.Item(
                        0,
                        "/bank/portals/account",
                        "k",
                        PayloadHash.of(Bytes.ofUtf8("payload")),
                        Optional.of(Bytes.ofUtf8("payload")),
                        8))));
  }

  @Test // rule 3
  void resend_always_holdsEveryOutstandingAskAgain() {
    asks(3);
    channel.send(ASKER, 1);
    settle(1);

    channel.resend();

    assertThat(channel.owes()).isTrue();
    assertThat(numbers(channel.send(ASKER, 2))).containsExactly(0L, 2L);
  }

  @Test // message: below
  void below_always_isTheLowestOutstandingNumber() {
    asks(3);
    assertThat(channel.below()).isZero();
    settle(1);
    assertThat(channel.below()).isZero();
    settle(0);
    assertThat(channel.below()).isEqualTo(2);
    settle(2);
    assertThat(channel.below()).isEqualTo(3);
  }

  @Test // replier rule 5
  void window_always_limitsSendingAndNotTheCommit() {
    asks(AskerChannel.WINDOW + 2);

    assertThat(channel.send(ASKER, 1).items()).hasSize(AskerChannel.WINDOW);
    assertThat(channel.owes()).isFalse();
    settle(1);
    assertThat(channel.owes()).isFalse();
    settle(0);
    assertThat(channel.owes()).isTrue();
    assertThat(numbers(channel.send(ASKER, 2)))
        .containsExactly((long) AskerChannel.WINDOW, AskerChannel.WINDOW + 1L);
  }

  @Test // rule 2
  void ask_settled_isNoLongerOutstanding() {
    asks(1);
    assertThat(channel.outstanding(0)).isNotNull();

    settle(0);

    assertThat(channel.outstanding(0)).isNull();
    assertThat(channel.outstanding()).isEmpty();
  }

  @Test // replier rule 5
  void ask_thatNobodyAwaits_beginsTheNestingAnew() {
    var served = new Root.OfServed(ASKER, 0, 7);
    channel.apply(channel.ask(ask("awaited", served, true)));
    channel.apply(channel.ask(ask("told", served, false)));

    assertThat(channel.send(ASKER, 1).items())
        .extracting(AskMessage.Item::depth)
        .containsExactly(8, 1);
  }

  @Test // rule 4
  void response_toAnEarlierSending_isNotTheLatest() {
    asks(1);
    channel.send(ASKER, 1);
    channel.resend();
    channel.send(ASKER, 2);

    assertThat(channel.isLatest(1)).isFalse();
    assertThat(channel.isLatest(2)).isTrue();
  }

  @Test
  void number_thatSkipsOrRepeats_breaksTheLane() {
    asks(1);

    assertThatThrownBy(() -> channel.apply(new Entry.Asked(REPLIER, 2, ask("q", ATOM, true))))
        .isInstanceOf(BrokenLaneException.class)
        .hasMessage("commit asks /bank/workflows/bank#0 number 2, expected 1");
    assertThatThrownBy(() -> channel.apply(new Entry.Asked(REPLIER, 0, ask("q", ATOM, true))))
        .isInstanceOf(BrokenLaneException.class);
  }
}
