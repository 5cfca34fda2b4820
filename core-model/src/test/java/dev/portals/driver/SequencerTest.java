package dev.portals.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.protocol.Atom;
import dev.portals.protocol.Entry;
import dev.portals.spi.Delivery;
import dev.portals.task.Sequencer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Design rule S3: a sequencer is a lane whose inputs grow. */
class SequencerTest {
  private static final Sequencer<String> COURT =
      Sequencer.at("/shop/sequencers/court", String.class);

  private final Lane lane = Lane.of(app -> app.sequencer(COURT));

  @Test
  void s3_sequencerThatNobodyHasConnected_waitsAndDoesNotSeal() {
    lane.settle();

    assertThat(lane.store.commits()).isEmpty();
    assertThat(lane.driver.status().sealed()).isFalse();
  }

  @Test
  void s3_streamConnectedWhileTheSequencerRuns_isTakenFromThenOn() {
    lane.settle();
    lane.launch("late", app -> app.connect(Lane.IN, COURT));
    lane.offer(0, lane.atom("a", "b"), lane.atom(), lane.atom("c"));

    lane.settle();

    assertThat(lane.streams.atoms()).containsExactly(lane.atom("a", "b"), lane.atom("c"));
    assertThat(lane.driver.status().atoms()).isEqualTo(3);
    assertThat(lane.streams.released).hasSize(1);
  }

  @Test
  void s3_streamThatNobodyConnected_isNotTaken() {
    lane.settle();
    lane.offer(0, lane.atom("a"));

    lane.settle();

    assertThat(lane.store.commits()).isEmpty();
    assertThat(lane.streams.failed).hasSize(1);
    assertThat(lane.driver.status().atoms()).isZero();
  }

  @Test
  void s3_allInputsSealed_leaveTheSequencerOpen() {
    lane.launch("late", app -> app.connect(Lane.IN, COURT));
    lane.offer(0, lane.atom("a"), Atom.SEAL);

    lane.settle();

    assertThat(lane.streams.atoms()).containsExactly(lane.atom("a"));
    assertThat(lane.store.state().consumer(Lane.IN.path(), Lane.CHANNEL).isSealed()).isTrue();
    assertThat(lane.driver.status().sealed()).isFalse();
    lane.settle();
    assertThat(lane.store.entries(Entry.Produced.class)).hasSize(1);
  }

  @Test
  void s3_connectionAfterARestart_goesOnAtItsCursor() {
    lane.launch("late", app -> app.connect(Lane.IN, COURT));
    lane.offer(0, lane.atom("a"));
    lane.settle();

    lane.restarted();
    lane.driver.offer(lane.routesWith("shop", Lane.FIRST));
    lane.driver.offer(
        new Delivery(Lane.IN.path(), Lane.CHANNEL, 0, List.of(lane.atom("a"), lane.atom("b"))));
    lane.settle();

    assertThat(lane.streams.atoms()).containsExactly(lane.atom("a"), lane.atom("b"));
  }
}
