package dev.portals.driver;

import static dev.portals.driver.Lane.external;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.plan.LaneId;
import dev.portals.spi.StoreUnavailableException;
import dev.portals.spi.WakeRows.Wake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rule W3, and how a lane is left (W2). */
class SweeperTest {
  private final Lane lane =
      Lane.task(
              task -> {
                var bank = task.asks(Lane.BANK);
                var served = task.replies(Lane.STOCK);
                var then =
                    served.onAnswer(
                        "then", bank, String.class, (item, answer, ctx) -> ctx.reply(1));
                served.onAsk((item, ctx) -> ctx.ask(bank, item).then(then, item));
                return (event, ctx) -> ctx.emit(event);
              })
          .asFunction();

  private final List<LaneId> loaded = new ArrayList<>();

  private Instant now() {
    return Instant.ofEpochMilli(lane.now);
  }

  private Sweeper sweeper() {
    return new Sweeper(
        lane.wakes,
        this::now,
        id -> {
          loaded.add(id);
          return id.equals(lane.id) ? Optional.of(lane.driver) : Optional.empty();
        },
        1_000);
  }

  private void sweep() {
    var sweeper = sweeper();
    while (sweeper.poll()) {
      assertThat(lane.calls).hasSizeLessThan(100);
    }
  }

  @Test
  void sweep_nothingDue_touchesNoLane() {
    lane.wakes.rows.add(new Wake(lane.id, 1, lane.now + 1));
    sweep();

    assertThat(loaded).isEmpty();
    assertThat(lane.calls).isEmpty();
  }

  @Test
  void sweep_ofALaneThatOwesNothing_fencesAndDeletes() {
    lane.wakes.rows.add(new Wake(lane.id, 1, lane.now));
    sweep();

    assertThat(lane.calls).containsExactly("load", "append 1", "unwake 1");
  }

  @Test
  void sweep_ofALaneThatMustWait_leavesItWithALaterRow() {
    lane.ask(external("one"), 0, "socks");
    lane.settle().leave();
    lane.calls.clear();
    lane.now = lane.wakes.rows.get(0).due();
    lane.restarted();

    sweep();
    assertThat(lane.calls).containsExactly("load", "ask [0]", "wake 1", "unwake 1");
    lane.calls.clear();
    sweep();
    assertThat(lane.calls).as("it is not due any more").isEmpty();
  }

  @Test
  void sweep_ofALaneThatIsNotHere_leavesItsRow() {
    var other = new Wake(Lane.BANK_LANE, 3, 0);
    lane.wakes.rows.add(other);
    lane.wakes.rows.add(new Wake(lane.id, 1, lane.now));
    sweep();

    assertThat(loaded).containsExactly(Lane.BANK_LANE, lane.id);
    assertThat(lane.wakes.rows).containsExactly(other);
  }

  @Test
  void sweep_ofALaneThatCannotBeLoaded_leavesItsRowAndGoesOn() {
    var wake = new Wake(lane.id, 1, 0);
    lane.wakes.rows.add(wake);
    lane.store.unavailable = true;
    sweep();
    assertThat(lane.wakes.rows).containsExactly(wake);

    lane.store.unavailable = false;
    lane.now += 60_000;
    sweep();
    assertThat(lane.wakes.rows).isEmpty();
  }

  @Test
  void sweep_rowsUnavailable_saysSoAndMayBeTriedAgain() {
    lane.wakes.rows.add(new Wake(lane.id, 1, 0));
    lane.wakes.unavailable = true;
    var sweeper = sweeper();
    assertThatThrownBy(sweeper::poll).isInstanceOf(StoreUnavailableException.class);

    lane.wakes.unavailable = false;
    while (sweeper.poll()) {
      assertThat(lane.calls).hasSizeLessThan(100);
    }
    assertThat(lane.wakes.rows).isEmpty();
  }

  @Test
  void invocation_thatWaits_backsOffWhileItHasTime() {
    lane.ask(Lane.ASKER, 0, "socks");
    var invocation = new Invocation(lane.driver, this::now, lane.now + 700);
    run(invocation);
    assertThat(invocation.isOver()).isFalse();
    assertThat(invocation.wakeAt()).isEqualTo(lane.now + 200);
    lane.now += 200;
    run(invocation);
    assertThat(invocation.wakeAt()).isEqualTo(lane.now + 400);
    assertThat(lane.asks.answers).isEmpty();

    lane.now += 400;
    run(invocation);

    assertThat(invocation.isOver()).as("the next sending would come too late").isTrue();
    assertThat(lane.asks.asks).hasSize(3);
    assertThat(lane.asks.answers).hasSize(1);
    assertThat(lane.wakes.rows).hasSize(1);
  }

  @Test
  void invocation_whoseTimeIsOver_isLeftWithoutADoneThing() {
    lane.offer(0, lane.atom("a"));
    var invocation = new Invocation(lane.driver, this::now, lane.now);
    run(invocation);

    assertThat(invocation.isOver()).isTrue();
    assertThat(lane.calls).isEmpty();
  }

  @Test
  void invocation_withNothingToWaitFor_isOverAtOnce() {
    lane.offer(0, lane.atom("a"));
    var invocation = new Invocation(lane.driver, this::now, lane.now + 500);
    run(invocation);

    assertThat(invocation.isOver()).isTrue();
    assertThat(lane.streams.released).hasSize(1);
  }

  @Test
  void invocation_ended_leavesAtOnce() {
    lane.ask(Lane.ASKER, 0, "socks");
    var invocation = new Invocation(lane.driver, this::now, lane.now + 500);
    run(invocation);
    invocation.end();
    run(invocation);

    assertThat(invocation.isOver()).isTrue();
    assertThat(lane.wakes.rows).hasSize(1);
  }

  private static void run(Invocation invocation) {
    var polls = 0;
    while (invocation.poll()) {
      assertThat(++polls).isLessThan(100);
    }
  }
}
