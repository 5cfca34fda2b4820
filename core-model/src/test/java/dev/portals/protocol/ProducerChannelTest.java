package dev.portals.protocol;

import static dev.portals.protocol.Lanes.PORT;
import static dev.portals.protocol.Lanes.atom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Rules P1 and P4: the sending side of a stream. */
class ProducerChannelTest {
  private final ProducerChannel channel = new ProducerChannel(PORT);

  private void produce(Atom... atoms) {
    for (var atom : atoms) {
      channel.apply(channel.produce(atom));
    }
  }

  @Test
  void atoms_always_areNumberedFromZeroWithoutHoles() {
    assertThat(channel.produce(atom("a"))).isEqualTo(new Entry.Produced(PORT, 0, atom("a")));
    produce(atom("a"), atom("b"));
    assertThat(channel.next()).isEqualTo(2);
    assertThat(channel.produce(atom("c")).number()).isEqualTo(2);
  }

  @Test
  void atom_withAnotherNumber_breaksTheLane() {
    produce(atom("a"));

    assertThatThrownBy(() -> channel.apply(new Entry.Produced(PORT, 2, atom("c"))))
        .isInstanceOf(BrokenLaneException.class)
        .hasMessage("commit produces atom 2 of /a/streams/s, expected 1");
    assertThatThrownBy(() -> channel.apply(new Entry.Produced(PORT, 0, atom("a"))))
        .hasMessage("commit produces atom 0 of /a/streams/s, expected 1");
  }

  @Test
  void atoms_untilAcknowledged_areOwedInOrder() {
    produce(atom("a"), atom("b"), atom("c"));

    assertThat(channel.owed(2)).containsExactly(atom("a"), atom("b"));
    channel.acknowledged(2);
    assertThat(channel.first()).isEqualTo(2);
    assertThat(channel.owed(2)).containsExactly(atom("c"));
    assertThat(channel.owes()).isTrue();
    channel.acknowledged(3);
    assertThat(channel.owes()).isFalse();
  }

  @Test
  void acknowledgement_repeatedOrOlder_changesNothing() {
    produce(atom("a"), atom("b"));
    channel.acknowledged(1);
    channel.acknowledged(1);
    channel.acknowledged(0);

    assertThat(channel.first()).isEqualTo(1);
    assertThat(channel.owed(9)).containsExactly(atom("b"));
  }

  @Test
  void watermark_always_isCommittedOnceAfterItMoved() {
    produce(atom("a"), atom("b"));
    assertThat(channel.watermark()).isEmpty();

    channel.acknowledged(2);

    var watermark = channel.watermark().orElseThrow();
    assertThat(watermark).isEqualTo(new Entry.Published(PORT, 2));
    channel.apply(watermark);
    assertThat(channel.watermark()).isEmpty();
  }

  @Test
  void watermark_ofAStoredCommit_emptiesTheOutbox() {
    produce(atom("a"), atom("b"));

    channel.apply(new Entry.Published(PORT, 1));

    assertThat(channel.first()).isEqualTo(1);
    assertThat(channel.owed(9)).containsExactly(atom("b"));
  }

  @Test
  void watermark_beyondWhatWasProducedOrBackwards_breaksTheLane() {
    produce(atom("a"), atom("b"));
    channel.apply(new Entry.Published(PORT, 1));

    assertThatThrownBy(() -> channel.apply(new Entry.Published(PORT, 3)))
        .isInstanceOf(BrokenLaneException.class)
        .hasMessage("commit publishes /a/streams/s up to 3, expected from 1 to 2");
    assertThatThrownBy(() -> channel.apply(new Entry.Published(PORT, 0)))
        .isInstanceOf(BrokenLaneException.class);
  }

  @Test
  void seal_always_isANumberedAtomAndTheLast() {
    produce(atom("a"), Atom.SEAL);

    assertThat(channel.isSealed()).isTrue();
    assertThat(channel.owed(9)).containsExactly(atom("a"), Atom.SEAL);
    assertThatThrownBy(() -> channel.produce(atom("b")))
        .isInstanceOf(BrokenLaneException.class)
        .hasMessage("an atom behind the seal of /a/streams/s at 2");
  }
}
