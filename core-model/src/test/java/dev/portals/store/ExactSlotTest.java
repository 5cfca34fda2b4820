package dev.portals.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.protocol.BrokenLaneException;
import dev.portals.spi.LaneStore.Appended;
import dev.portals.spi.StoreUnavailableException;
import dev.portals.spi.Table;
import org.junit.jupiter.api.Test;

/** Rules C1, C2, C4, C6 and C8: what is appended, what is refused, what the newest is. */
class ExactSlotTest {
  private final FakeTable table = new FakeTable();

  @Test
  void append_firstRound_putsAbsentSlots() {
    SomeLane.load(table).commitTo(64);
    assertThat(table.sorts("slot/")).hasSize(64);
    assertThat(table.row("slot/00").version()).isEqualTo(64);
    assertThat(table.puts.stream().filter(put -> put.row().key().sort().startsWith("slot/")))
        .allMatch(put -> put.condition().equals(new Table.Condition.Absent()));
  }

  @Test
  void append_laterRounds_overwritesExactlyTheCommitOneRoundBefore() {
    SomeLane.load(table).commitTo(70);
    assertThat(table.sorts("slot/")).hasSize(64);
    var last = table.puts.get(table.puts.size() - 1);
    assertThat(last.row().key().sort()).isEqualTo("slot/06");
    assertThat(last.row().version()).isEqualTo(70);
    assertThat(last.condition()).isEqualTo(new Table.Condition.VersionIs(6));
  }

  @Test
  void append_otherProcessWasFirst_conflictAndNothingChanges() {
    var one = SomeLane.load(table);
    var two = SomeLane.load(table);
    assertThat(one.append(1, SomeLane.wrote("k", "one"))).isEqualTo(Appended.COMMITTED);
    assertThat(two.append(1, SomeLane.wrote("k", "two"))).isEqualTo(Appended.CONFLICT);
    assertThat(SomeLane.load(table).value("k")).isEqualTo("one");
  }

  @Test
  void append_pausedForRounds_conflict() {
    SomeLane.load(table).commitTo(10);
    var paused = SomeLane.load(table);
    SomeLane.load(table).commitTo(200);
    assertThat(paused.commitCount()).isEqualTo(Appended.CONFLICT);
    assertThat(SomeLane.load(table).state.head()).isEqualTo(200);
  }

  @Test
  void append_slotHoldsAnOlderRound_conflict() {
    SomeLane.load(table).commitTo(66);
    var old = table.row("slot/03");
    var lane = SomeLane.load(table);
    lane.commitTo(130);
    table.rows.put(old.key(), old); // a slot was restored from a backup
    assertThat(lane.commitCount()).isEqualTo(Appended.CONFLICT);
  }

  @Test
  void append_notTheNextNumber_conflictWithoutWriting() {
    var lane = SomeLane.load(table);
    lane.commitTo(5);
    var puts = table.puts.size();
    assertThat(lane.append(7, SomeLane.count(7))).isEqualTo(Appended.CONFLICT);
    assertThat(lane.append(5, SomeLane.count(5))).isEqualTo(Appended.CONFLICT);
    assertThat(table.puts).hasSize(puts);
  }

  @Test
  void append_lateWriteOfATakenNumber_isRefused() {
    var slow = SomeLane.load(table);
    table.losesWrites = true;
    assertThat(slow.append(1, SomeLane.wrote("k", "slow"))).isEqualTo(Appended.UNKNOWN);
    table.losesWrites = false;
    var fast = SomeLane.load(table);
    fast.append(1, SomeLane.wrote("k", "fast"));
    var late = table.puts.get(0);
    assertThat(table.land(late.row(), late.condition())).isEqualTo(Table.Written.REFUSED);
    fast.commitTo(64 + 64);
    assertThat(table.land(late.row(), late.condition())).isEqualTo(Table.Written.REFUSED);
    assertThat(SomeLane.load(table).value("k")).isEqualTo("fast");
  }

  @Test
  void append_acknowledgementLost_unknownAndLoadTells() {
    var lane = SomeLane.load(table);
    table.losesAcknowledgements = true;
    assertThat(lane.append(1, SomeLane.wrote("k", "v"))).isEqualTo(Appended.UNKNOWN);
    assertThat(lane.append(1, SomeLane.wrote("k", "v"))).isEqualTo(Appended.UNKNOWN);
    table.losesAcknowledgements = false;
    assertThat(lane.append(1, SomeLane.wrote("k", "v"))).isEqualTo(Appended.CONFLICT);
    var again = SomeLane.load(table);
    assertThat(again.state.head()).isEqualTo(1);
    assertThat(again.value("k")).isEqualTo("v");
  }

  @Test
  void append_tooLarge_refusedBeforeWritingWithLaneCommitAndSize() {
    var lane = SomeLane.load(table, new TableSettings(4, 2_000));
    lane.commitTo(3);
    var puts = table.puts.size();
    assertThatThrownBy(() -> lane.append(4, SomeLane.wrote("k", "x".repeat(2_000))))
        .isInstanceOf(BrokenLaneException.class)
        .hasMessageContaining("commit 4 of /shop/workflows/cart#2 takes 2,1")
        .hasMessageContaining("a row of the table holds 2,000");
    assertThat(table.puts).hasSize(puts);
    assertThat(lane.commitCount()).isEqualTo(Appended.COMMITTED);
  }

  @Test
  void append_ringFullAndNotFlushed_refusedBeforeWriting() {
    var lane = SomeLane.load(table);
    for (var n = 1; n <= 64; n++) {
      assertThat(lane.commitCount()).isEqualTo(Appended.COMMITTED);
    }
    assertThatThrownBy(lane::commitCount)
        .isInstanceOf(BrokenLaneException.class)
        .hasMessageContaining("commit 65 would overwrite commit 1");
    assertThat(SomeLane.load(table).state.head()).isEqualTo(64);
    lane.flush();
    assertThat(lane.commitCount()).isEqualTo(Appended.COMMITTED);
  }

  @Test
  void append_overAnUnpublishedAtom_refusedUntilItIsPublished() {
    var lane = SomeLane.load(table);
    lane.append(1, SomeLane.produced(0));
    lane.commitTo(64);
    lane.flush();
    assertThatThrownBy(lane::commitCount)
        .isInstanceOf(BrokenLaneException.class)
        .hasMessageContaining("atom 0 of " + SomeLane.OUT);
    var again = SomeLane.load(table);
    again.flush();
    assertThatThrownBy(again::commitCount).isInstanceOf(BrokenLaneException.class);
    var published = new dev.portals.protocol.Entry.Published(SomeLane.OUT, 1);
    assertThat(again.append(65, published)).isEqualTo(Appended.COMMITTED);
  }

  @Test
  void newest_always_readsOneRow() {
    var lane = SomeLane.load(table);
    var queries = table.queries;
    assertThat(lane.store.newest(SomeLane.ID)).isZero();
    lane.commitTo(100);
    table.gets.clear();
    assertThat(lane.store.newest(SomeLane.ID)).isEqualTo(100);
    assertThat(table.gets).hasSize(1);
    assertThat(table.queries).isEqualTo(queries);
  }

  @Test
  void newest_otherProcessWentOn_isHigherThanTheMemory() {
    SomeLane.load(table).commitTo(40);
    var paused = SomeLane.load(table);
    var other = SomeLane.load(table);
    for (var head = 41; head < 41 + 3 * 64; head++) {
      other.commitTo(head);
      assertThat(paused.store.newest(SomeLane.ID)).isGreaterThan(40);
    }
    assertThat(new TableLaneStore(table, TableSettings.DEFAULT).newest(SomeLane.ID))
        .isEqualTo(other.state.head());
  }

  @Test
  void flush_unknown_unavailableAndDoneAgain() {
    var lane = SomeLane.load(table);
    lane.commitTo(32);
    table.losesWrites = true;
    assertThatThrownBy(lane::flush).isInstanceOf(StoreUnavailableException.class);
    table.losesWrites = false;
    assertThat(lane.flush()).isPositive();
    lane.commitTo(33);
    assertThat(table.sorts("page/")).isNotEmpty();
  }
}
