package dev.portals.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.protocol.Entry;
import dev.portals.protocol.Paging;
import org.junit.jupiter.api.Test;

/** Rule P3: where a lane begins is in its commits, and stays. */
class SubscribeTest {
  @Test
  void lane_launchedLater_commitsWhereItBeginsBeforeItReads() {
    var lane = Lane.late(3);

    lane.settle();

    assertThat(lane.store.entries())
        .containsExactly(new Entry.Subscribed(Lane.IN.path(), Lane.CHANNEL, 3));
    assertThat(lane.driver.status().atoms()).isZero();
  }

  @Test
  void lane_launchedLater_dropsWhatIsBelowAndTakesWhatIsNot() {
    var lane = Lane.late(3);
    lane.offer(0, lane.atom("a"), lane.atom("b"));
    lane.offer(2, lane.atom("c"), lane.atom("d"), lane.atom("e"));

    lane.settle();

    assertThat(lane.streams.atoms()).containsExactly(lane.atom("d"), lane.atom("e"));
    assertThat(lane.driver.status().atoms()).isEqualTo(2);
    assertThat(lane.streams.released).hasSize(2);
    assertThat(lane.streams.failed).isEmpty();
  }

  @Test
  void lane_thatHasBegun_keepsWhereWhateverIsResolvedLater() {
    var before = Lane.late(3);
    before.offer(3, before.atom("d"));
    before.settle();
    var after = Lane.late(7);
    before.store.commits().forEach(after.store::add);
    after.offer(3, after.atom("d"), after.atom("e"));

    after.settle();

    assertThat(after.store.entries(Entry.Subscribed.class)).hasSize(1);
    assertThat(after.store.state().consumer(Lane.IN.path(), Lane.CHANNEL).cursor()).isEqualTo(5);
  }

  @Test
  void page_ofALaneThatBeganLater_saysWhere() {
    var lane = Lane.late(3);
    lane.settle();

    assertThat(new Paging(1).image(lane.store.state(), 0).consumers().values())
        .singleElement()
        .satisfies(
            page -> {
              assertThat(page.start()).isEqualTo(3);
              assertThat(page.cursor()).isEqualTo(3);
            });
  }
}
