package dev.portals.protocol;

import static dev.portals.protocol.Lanes.CHANNEL;
import static dev.portals.protocol.Lanes.PORT;
import static dev.portals.protocol.Lanes.atom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule P2: below the cursor drop, equal apply, above refuse. */
class ConsumerChannelTest {
  private final ConsumerChannel channel = new ConsumerChannel(PORT, CHANNEL);

  private List<Atom> drain() {
    var taken = new ArrayList<Atom>();
    for (var atom = channel.head(); atom != null; atom = channel.head()) {
      taken.add(atom);
      channel.apply(channel.move());
    }
    return taken;
  }

  @Test
  void atoms_inOrder_areTakenOnce() {
    assertThat(channel.offer(0, List.of(atom("0"), atom("1")))).isTrue();
    assertThat(channel.offer(2, List.of(atom("2")))).isTrue();

    assertThat(drain()).containsExactly(atom("0"), atom("1"), atom("2"));
    assertThat(channel.cursor()).isEqualTo(3);
  }

  @Test
  void atoms_offeredAgain_areDropped() {
    channel.offer(0, List.of(atom("0"), atom("1")));
    assertThat(channel.offer(0, List.of(atom("0"), atom("1")))).isTrue();
    assertThat(drain()).hasSize(2);

    assertThat(channel.offer(0, List.of(atom("0"), atom("1")))).isTrue();
    assertThat(drain()).isEmpty();
  }

  @Test
  void atoms_cutDifferently_areTakenFromTheFirstNewOne() {
    channel.offer(0, List.of(atom("0"), atom("1")));
    channel.offer(1, List.of(atom("1"), atom("2"), atom("3")));

    assertThat(drain()).containsExactly(atom("0"), atom("1"), atom("2"), atom("3"));
  }

  @Test
  void atoms_behindAGap_areRefusedWhole() {
    channel.offer(0, List.of(atom("0")));

    assertThat(channel.offer(2, List.of(atom("2")))).isFalse();
    assertThat(channel.expected()).isEqualTo(1);
    assertThat(drain()).containsExactly(atom("0"));
  }

  @Test
  void expected_always_countsWhatWaits() {
    channel.offer(0, List.of(atom("0"), atom("1")));
    channel.apply(channel.move());

    assertThat(channel.cursor()).isEqualTo(1);
    assertThat(channel.expected()).isEqualTo(2);
  }

  @Test
  void move_always_isBehindTheHead() {
    channel.offer(0, List.of(atom("0")));

    assertThat(channel.move()).isEqualTo(new Entry.Moved(PORT, CHANNEL, 1, false));
  }

  @Test
  void seal_moved_sealsTheChannel() {
    channel.offer(0, List.of(Atom.SEAL));

    assertThat(channel.isSealed()).isFalse();
    assertThat(channel.move()).isEqualTo(new Entry.Moved(PORT, CHANNEL, 1, true));
    channel.apply(channel.move());
    assertThat(channel.isSealed()).isTrue();
  }

  @Test
  void move_thatSkipsOrRepeats_breaksTheLane() {
    assertThatThrownBy(() -> channel.apply(new Entry.Moved(PORT, CHANNEL, 2, false)))
        .isInstanceOf(BrokenLaneException.class)
        .hasMessage("commit moves /a/streams/s#0 to 2, expected 1");
    assertThatThrownBy(() -> channel.apply(new Entry.Moved(PORT, CHANNEL, 0, false)))
        .isInstanceOf(BrokenLaneException.class);
  }
}
