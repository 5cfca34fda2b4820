package dev.portals.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.protocol.Entry;
import dev.portals.task.OnNext;
import dev.portals.task.TaskBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules C6, C7, P1, P2 and W2: offer, run, commit, discharge, release. */
class CommitTest {
  private final Lane lane = Lane.task(CommitTest::counting);

  private static OnNext<String, String> counting(TaskBuilder<String, String> task) {
    var n = task.perKey("n", Integer.class, 0);
    return (event, ctx) -> {
      ctx.state(n).update(x -> x + 1);
      ctx.emit(event + "!");
    };
  }

  @Test // C7, W2
  void atom_offered_isCommittedThenPublishedThenReleased() {
    var delivery = lane.offer(0, lane.atom("a"));

    lane.settle();

    assertThat(lane.calls).containsExactly("load", "append 1", "publish 0", "release");
    assertThat(lane.stored("n")).isEqualTo(1);
    assertThat(lane.streams.atoms()).containsExactly(lane.atom("a!"));
    assertThat(lane.streams.released).containsExactly(delivery);
    assertThat(lane.driver.wakeAt()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void atoms_offeredTogether_shareOneCommitAndArePublishedTogether() {
    lane.offer(0, lane.atom("a"), lane.atom(), lane.atom("b"));

    lane.settle();

    assertThat(lane.calls).containsExactly("load", "append 1", "publish 0", "release");
    assertThat(lane.streams.atoms()).containsExactly(lane.atom("a!"), lane.atom(), lane.atom("b!"));
  }

  @Test // P2
  void atoms_offeredAgain_areReleasedAndTakenOnce() {
    lane.offer(0, lane.atom("a"));
    lane.settle();

    lane.offer(0, lane.atom("a"), lane.atom("b"));
    lane.settle();
    lane.offer(0, lane.atom("a"));
    lane.settle();

    assertThat(lane.stored("n")).isEqualTo(2);
    assertThat(lane.streams.released).hasSize(3);
    assertThat(lane.streams.atoms()).containsExactly(lane.atom("a!"), lane.atom("b!"));
  }

  @Test // P1
  void watermark_always_ridesInTheNextCommit() {
    lane.offer(0, lane.atom("a"));
    lane.settle();
    assertThat(lane.store.entries(Entry.Published.class)).isEmpty();

    lane.offer(1, lane.atom("b"));
    lane.settle();

    assertThat(lane.store.entries(Entry.Published.class))
        .containsExactly(new Entry.Published("/shop/streams/out", 1));
  }

  @Test // C6
  void commit_inConflict_dropsTheMemoryAndTakesTheInputAgain() {
    lane.store.fates.add(FakeStore.Fate.OVERTAKEN);
    lane.offer(0, lane.atom("a"));

    lane.settle();

    assertThat(lane.calls)
        .containsExactly("load", "append 1", "load", "append 2", "publish 0", "release");
    assertThat(lane.stored("n")).isEqualTo(1);
  }

  @Test // C6, C7
  void commit_unknownButStored_isFoundByLoadingAndNotDoneTwice() {
    lane.store.fates.add(FakeStore.Fate.UNKNOWN_AND_STORED);
    lane.offer(0, lane.atom("a"));

    lane.settle();

    assertThat(lane.calls).containsExactly("load", "append 1", "load", "publish 0", "release");
    assertThat(lane.stored("n")).isEqualTo(1);
  }

  @Test // C6
  void commit_unknownAndLost_isMadeAgain() {
    lane.store.fates.add(FakeStore.Fate.UNKNOWN_AND_LOST);
    lane.offer(0, lane.atom("a"));

    lane.settle();

    assertThat(lane.calls)
        .containsExactly("load", "append 1", "load", "append 1", "publish 0", "release");
    assertThat(lane.stored("n")).isEqualTo(1);
  }

  @Test
  void store_unavailable_isAskedAgainLaterAndNothingIsLost() {
    lane.store.unavailable = true;
    lane.offer(0, lane.atom("a"));
    lane.settle();
    assertThat(lane.calls).containsExactly("load");
    assertThat(lane.driver.wakeAt()).isEqualTo(lane.now + 200);

    lane.store.unavailable = false;
    lane.pass(200);

    assertThat(lane.stored("n")).isEqualTo(1);
    assertThat(lane.streams.released).hasSize(1);
  }

  @Test // P1
  void publish_unknown_isRepeatedLaterBeforeAnythingIsReleased() {
    lane.streams.unknown = 2;
    lane.offer(0, lane.atom("a"));
    lane.settle();
    assertThat(lane.streams.released).isEmpty();
    assertThat(lane.driver.wakeAt()).isEqualTo(lane.now + 200);

    lane.pass(200);
    assertThat(lane.streams.released).isEmpty();
    lane.pass(200);

    assertThat(lane.streams.published).hasSize(3);
    assertThat(lane.streams.published).containsOnly(lane.streams.published.get(0));
    assertThat(lane.streams.released).hasSize(1);
  }

  @Test // P2
  void delivery_behindAGap_isFailedAndShown() {
    lane.offer(2, lane.atom("c"));
    lane.settle();

    assertThat(lane.streams.failed).containsExactly(0L);
    assertThat(lane.listener.heard).containsExactly("gap of /source/streams/in#0: 0, 2");
    assertThat(lane.store.entries()).isEmpty();

    lane.offer(0, lane.atom("a"), lane.atom("b"), lane.atom("c"));
    lane.settle();
    assertThat(lane.stored("n")).isEqualTo(3);
  }

  @Test // C8
  void delivery_behindAGapOfAnOutdatedLane_isTakenAfterAReload() {
    lane.settle();
    lane.store.another(new Entry.Moved(Lane.IN.path(), Lane.CHANNEL, 1, false));

    lane.offer(1, lane.atom("b"));
    lane.settle();

    assertThat(lane.streams.failed).isEmpty();
    assertThat(lane.stored("n")).isEqualTo(1);
  }

  @Test
  void output_withoutRoom_holdsAtomsBackAndWakesLater() {
    lane.streams.room = false;
    lane.offer(0, lane.atom("a"));
    lane.settle();
    assertThat(lane.store.entries()).isEmpty();
    assertThat(lane.driver.wakeAt()).isBetween(lane.now + 1, lane.now + 1_000);

    lane.streams.room = true;
    lane.pass(1_000);

    assertThat(lane.stored("n")).isEqualTo(1);
  }

  @Test
  void status_always_saysOnlyWhatIsCommitted() {
    var asking =
        Lane.task(
            task -> {
              var bank = task.asks(Lane.BANK);
              return (event, ctx) -> ctx.ask(bank, event);
            });
    asking.offer(0, asking.atom("a"));
    asking.driver.poll();
    asking.driver.poll();
    assertThat(asking.calls).containsExactly("load");
    assertThat(asking.driver.status().outstanding()).isZero();

    asking.driver.poll();

    assertThat(asking.calls).containsExactly("load", "append 1");
    assertThat(asking.driver.status().outstanding()).isEqualTo(1);
    assertThat(asking.driver.status().commits()).isEqualTo(1);
  }

  @Test // C6
  void lane_ofANewProcess_publishesWhatTheOldOneOwed() {
    lane.streams.unknown = 1;
    lane.offer(0, lane.atom("a"));
    lane.settle();

    lane.driver = lane.driver(Lane.SETTINGS);
    lane.settle();

    assertThat(lane.streams.published)
        .extracting(FakeStreams.Publish::atoms)
        .containsExactly(List.of(lane.atom("a!")), List.of(lane.atom("a!")));
  }
}
