package dev.portals.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rules C3 and C4: when the driver lets the store write pages. FakeStore checks of what. */
class FlushTest {
  private final Lane lane =
      Lane.task(
          task -> {
            var seen = task.perKey("seen", Integer.class, 0);
            return (event, ctx) -> ctx.state(seen).update(n -> n + 1);
          });

  private void commitOnce() {
    lane.offer(0, lane.atom("a"));
    lane.settle();
    lane.calls.clear();
  }

  @Test
  void flush_whileThereIsAny_oneAPollAndBeforeTheNextCommit() {
    commitOnce();
    lane.store.toFlush = 3;
    lane.offer(1, lane.atom("b"), lane.atom("c"));

    lane.settle();

    assertThat(lane.calls).startsWith("flush 1", "flush 1", "flush 1", "append 2");
    assertThat(lane.stored("seen")).isEqualTo(3);
  }

  @Test
  void flush_laterThanWhatLeaves_publishesAndReleasesFirst() {
    lane.store.toFlush = 1;
    lane.settle();
    lane.calls.clear();
    lane.offer(0, lane.atom("a"));
    lane.driver.poll(); // runs
    lane.store.toFlush = 1;

    lane.settle();

    assertThat(lane.calls).startsWith("append 1").contains("flush 1");
    assertThat(lane.calls.subList(1, lane.calls.indexOf("flush 1"))).isNotEmpty();
    assertThat(lane.streams.released).hasSize(1);
  }

  @Test
  void flush_unavailable_noCommitBeforeItIsDone() {
    commitOnce();
    lane.store.toFlush = 1;
    lane.store.unavailable = true;
    lane.offer(1, lane.atom("b"));
    lane.settle().pass(10_000);
    assertThat(lane.calls).containsOnly("flush 1").hasSizeGreaterThan(1);

    lane.store.unavailable = false;
    lane.pass(10_000);

    assertThat(lane.calls).contains("append 2");
    assertThat(lane.stored("seen")).isEqualTo(2);
  }
}
