package dev.portals.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.codec.Bytes;
import dev.portals.codec.CodecException;
import dev.portals.plan.LaneId;
import dev.portals.protocol.Ask;
import dev.portals.protocol.BrokenLaneException;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.Entry;
import dev.portals.protocol.Outcome;
import dev.portals.protocol.Root;
import dev.portals.spi.LaneStore.Appended;
import dev.portals.spi.StoreUnavailableException;
import dev.portals.spi.Table;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rules C3 to C5: what pages hold, and what a load makes of pages and slots. */
class PagesTest {
  private final FakeTable table = new FakeTable();

  private static void assertCounted(SomeLane lane, long head) {
    assertThat(lane.state.head()).isEqualTo(head);
    for (var n = Math.max(1, head - 9); n <= head; n++) {
      assertThat(lane.value("" + n % 10)).isEqualTo("" + n);
    }
  }

  @Test
  void flush_halfOfTheRingIsFlushed_nothingToDo() {
    var lane = SomeLane.load(table);
    lane.commitTo(31);
    assertThat(lane.flush()).isZero();
    lane.commitTo(32);
    assertThat(lane.flush()).isBetween(1, 10);
    assertThat(lane.flush()).isZero();
    lane.commitTo(63);
    assertThat(lane.flush()).isZero();
  }

  @Test
  void flush_onePageChanged_writesOnlyThat() {
    var lane = SomeLane.load(table);
    lane.commitTo(32);
    lane.flush();
    while (lane.state.head() < 64) {
      lane.append(lane.state.head() + 1, SomeLane.wrote("1", "x"));
    }
    assertThat(lane.flush()).isEqualTo(1);
  }

  @Test
  void load_manyRounds_isTheSumOfAllCommits() {
    var lane = SomeLane.load(table);
    lane.append(1, SomeLane.count(1), SomeLane.wrote("first", "kept"));
    for (var head = 2; head < 300; head++) {
      lane.commitTo(head);
      var fresh = SomeLane.load(table);
      assertCounted(fresh, head);
      assertThat(fresh.value("first")).isEqualTo("kept");
    }
  }

  @Test
  void load_roundInterrupted_nothingIsLost() {
    var lane = SomeLane.load(table);
    lane.commitTo(32);
    for (var head = 33; head <= 64; head++) {
      lane = SomeLane.load(table);
      lane.store.flush(SomeLane.ID, lane.state);
      assertThat(lane.commitCount()).isEqualTo(Appended.COMMITTED);
      assertCounted(SomeLane.load(table), head);
    }
    lane = SomeLane.load(table);
    lane.flush();
    lane.commitTo(400);
    assertCounted(SomeLane.load(table), 400);
  }

  @Test
  void load_roundInterruptedAndCommitBehindIt_pagesAreNotCountedAsFlushed() {
    var lane = SomeLane.load(table);
    lane.append(1, SomeLane.wrote("a", "1"), SomeLane.wrote("b", "1"), SomeLane.wrote("c", "1"));
    lane.commitTo(32);
    assertThat(lane.store.flush(SomeLane.ID, lane.state)).isTrue();
    lane.commitCount();
    var fresh = SomeLane.load(table);
    assertCounted(fresh, 33);
    assertThat(List.of(fresh.value("a"), fresh.value("b"), fresh.value("c"))).containsOnly("1");
  }

  @Test
  void page_lateFromAnOlderCommit_isRefused() {
    var slow = SomeLane.load(table);
    slow.commitTo(32);
    table.losesWrites = true;
    assertThatThrownBy(slow::flush).isInstanceOf(StoreUnavailableException.class);
    table.losesWrites = false;
    var late = table.puts.get(table.puts.size() - 1);
    var fast = SomeLane.load(table);
    fast.commitTo(120);
    assertThat(table.land(late.row(), late.condition())).isEqualTo(Table.Written.REFUSED);
    assertCounted(SomeLane.load(table), 120);
  }

  @Test
  void page_ofAPausedProcess_isHarmless() {
    SomeLane.load(table).commitTo(40);
    var paused = SomeLane.load(table);
    SomeLane.load(table).commitTo(150);
    paused.flush();
    assertCounted(SomeLane.load(table), 150);
  }

  @Test
  void flush_stateOfAnotherCommit_writesNothing() {
    var lane = SomeLane.load(table);
    lane.commitTo(32);
    var before = SomeLane.load(table).state;
    lane.commitCount();
    assertThat(lane.store.flush(SomeLane.ID, before)).isFalse();
  }

  @Test
  void load_slotMissing_unavailableThatSaysSo() {
    SomeLane.load(table).commitTo(20);
    table.rows.remove(table.row("slot/07").key());
    assertThatThrownBy(() -> SomeLane.load(table))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("19 commits from 1 to 20");
  }

  @Test
  void load_tornOnce_readsAgain() {
    var writer = SomeLane.load(table);
    writer.commitTo(100);
    var removed = table.row("slot/20");
    table.rows.remove(removed.key());
    table.beforeQuery.add(() -> {});
    table.beforeQuery.add(() -> table.rows.put(removed.key(), removed));
    assertCounted(SomeLane.load(table), 100);
    assertThat(table.beforeQuery).isEmpty();
  }

  @Test
  void load_pageNewerThanTheSlots_readsAgain() {
    var writer = SomeLane.load(table);
    writer.commitTo(63);
    table.beforeQuery.add(() -> {});
    table.beforeQuery.add(
        () -> { // between slots and pages another process commits and flushes
          writer.commitTo(66);
          writer.commitTo(100);
        });
    assertCounted(SomeLane.load(table), 100);
  }

  @Test
  void load_pageOfACommitThatNeverWas_unavailable() {
    SomeLane.load(table).commitTo(50);
    var page = table.row(table.sorts("page/").get(0));
    table.rows.put(page.key(), new Table.Row(page.key(), 51, page.data()));
    assertThatThrownBy(() -> SomeLane.load(table))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("of commit 51");
  }

  @Test
  void load_atomsOwed_comeFromTheRing() {
    var lane = SomeLane.load(table);
    lane.commitTo(30);
    lane.append(31, SomeLane.produced(0));
    lane.append(32, SomeLane.produced(1), new Entry.Published(SomeLane.OUT, 1));
    lane.flush();
    assertOwed(SomeLane.load(table), 1, "event 1");
    lane.commitTo(40); // now the pages contain the atoms' commits, and the ring still has them
    var fresh = SomeLane.load(table);
    assertOwed(fresh, 1, "event 1");
    fresh.append(41, new Entry.Published(SomeLane.OUT, 2));
    fresh.commitTo(300);
    assertThat(SomeLane.load(table).state.producer(SomeLane.OUT).owes()).isFalse();
    assertThat(SomeLane.load(table).state.producer(SomeLane.OUT).next()).isEqualTo(2);
  }

  private static void assertOwed(SomeLane lane, long first, String event) {
    var producer = lane.state.producer(SomeLane.OUT);
    assertThat(producer.first()).isEqualTo(first);
    assertThat(producer.owed(10)).hasSize(1);
    assertThat(producer.owed(10).get(0).events()).isEqualTo(Bytes.ofUtf8(event));
  }

  @Test
  void load_deadLetters_areKeptForeverInOrder() {
    var lane = SomeLane.load(table);
    for (var n = 1; n <= 300; n++) {
      lane.flush();
      lane.append(n, SomeLane.dead("error " + n), SomeLane.dead("again " + n));
      if (n % 37 == 0) {
        lane = SomeLane.load(table);
      }
    }
    var errors = SomeLane.load(table).state.deadLetters().stream().map(DeadLetter::error).toList();
    assertThat(errors)
        .hasSize(600)
        .startsWith("error 1", "again 1")
        .endsWith("error 300", "again 300");
    assertThat(errors).doesNotHaveDuplicates();
    assertThat(lane.state.deadLetters()).hasSize(600);
  }

  @Test
  void load_answersOfAsksAwaitedTogether_areKeptUntilTheLast() {
    var lane = SomeLane.load(table);
    var replier = new LaneId("shop", SomeLane.ID.incarnation(), "workflows/stock", 0);
    for (var group = 0L; group < 8; group++) {
      lane.append(2 * group + 1, new Entry.Asked(replier, 2 * group, member(group, 0)));
      lane.append(2 * group + 2, new Entry.Asked(replier, 2 * group + 1, member(group, 1)));
    }
    lane.commitTo(33);
    for (var group = 0L; group < 8; group++) {
      lane.flush();
      lane.append(
          34 + group,
          new Entry.Gathered(group, 0, new Outcome.Failed("no " + group)),
          new Entry.Settled(replier, 2 * group));
    }
    while (lane.state.head() < 200) {
      lane.flush();
      lane.append(lane.state.head() + 1, SomeLane.wrote("x", "" + lane.state.head()));
    }
    lane = SomeLane.load(table);
    lane.append(201, new Entry.Settled(replier, 1));
    var groups = SomeLane.load(table).state.groups();
    assertThat(groups.next()).isEqualTo(8);
    for (var group = 1L; group < 8; group++) {
      var last = new Ask.Member(group, 1, 2);
      assertThat(groups.isLast(last)).isTrue();
      assertThat(groups.answers(last, new Outcome.Pending()))
          .containsExactly(new Outcome.Failed("no " + group), new Outcome.Pending());
    }
    assertThatThrownBy(() -> groups.isLast(new Ask.Member(0, 1, 2)))
        .hasMessageContaining("group 0 is not awaited");
  }

  private static Ask member(long group, int index) {
    var all = Optional.of(new Ask.Member(group, index, 2));
    var then = Optional.of(new Ask.Then("then", Bytes.EMPTY, false, all));
    return new Ask(
        "/shop/portals/stock",
        "k",
        1,
        Bytes.EMPTY,
        new Root.OfAtom(),
        "task",
        "k",
        Optional.empty(),
        then);
  }

  @Test
  void load_otherNumberOfPages_refusedWithBothNumbers() {
    SomeLane.load(table).commitTo(33);
    assertThatThrownBy(() -> SomeLane.load(table, new TableSettings(8, 400_000)))
        .isInstanceOf(BrokenLaneException.class)
        .hasMessageContaining("has 16 pages, the settings say 8");
  }

  @Test
  void load_otherRing_refusedWithBothNumbers() {
    SomeLane.load(table).commitTo(33);
    assertThatThrownBy(() -> SomeLane.load(table, new TableSettings(16, 8, 400_000)))
        .isInstanceOf(BrokenLaneException.class)
        .hasMessageContaining("has a ring of 64 commits, the settings say 8");
    SomeLane.load(table).commitTo(200);
    assertThatThrownBy(() -> SomeLane.load(table, new TableSettings(16, 63, 400_000)))
        .isInstanceOf(BrokenLaneException.class)
        .hasMessageContaining("has a ring of 64 commits, the settings say 63");
  }

  @Test
  void load_damagedRow_saysWhich() {
    SomeLane.load(table).commitTo(5);
    var row = table.row("slot/03");
    var bytes = row.data().toByteArray();
    bytes[bytes.length / 2] ^= 1;
    table.rows.put(row.key(), new Table.Row(row.key(), row.version(), Bytes.of(bytes)));
    assertThatThrownBy(() -> SomeLane.load(table))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("slot/03")
        .hasMessageContaining("checksum");
  }

  @Test
  void load_commitInAnotherSlot_refused() {
    SomeLane.load(table).commitTo(5);
    var four = table.row("slot/04");
    var five = table.row("slot/05");
    table.rows.put(four.key(), new Table.Row(four.key(), 4, five.data()));
    assertThatThrownBy(() -> SomeLane.load(table))
        .isInstanceOf(BrokenLaneException.class)
        .hasMessageContaining("commit 5 in row slot/04");
  }

  @Test
  void page_tooLarge_refusedWithPageAndSize() {
    var lane = SomeLane.load(table, new TableSettings(1, 5_000));
    assertThatThrownBy(
            () -> {
              for (var n = 1; n <= 40; n++) {
                lane.flush();
                lane.append(n, SomeLane.wrote("key " + n, "x".repeat(200)));
              }
            })
        .isInstanceOf(BrokenLaneException.class)
        .hasMessageContaining("page 0 of 1 at commit 32 of /shop/workflows/cart#2 takes")
        .hasMessageContaining("holds 5,000");
  }

  @Test // L1: that the newest commit is a mark is on no page
  void load_pageWrittenBehindAMark_theNewestCommitIsStillAMark() {
    var lane = SomeLane.load(table, new TableSettings(1, 400_000));
    lane.commitTo(31);
    lane.append(32, new Entry.Closing());
    lane.flush();

    var fresh = SomeLane.load(table, new TableSettings(1, 400_000));

    assertThat(fresh.state.stage().isClosing()).isTrue();
    assertThat(fresh.state.stage().isMarked()).isTrue();
  }
}
