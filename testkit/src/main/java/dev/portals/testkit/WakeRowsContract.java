package dev.portals.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.spi.StoreUnavailableException;
import dev.portals.spi.WakeRows;
import dev.portals.spi.WakeRows.Wake;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * What every {@link WakeRows} that several processes share must do (rules W1, W3); inherit it and
 * run it. Each test uses lanes that nobody used before, so the rows may be in a real store.
 */
public abstract class WakeRowsContract {
  private static final int STEPS = 4_000;

  private final long nonce = UUID.randomUUID().getMostSignificantBits();

  /** The rows as another process opens them. */
  protected abstract WakeRows open();

  /** Lets a coming put fail. */
  protected abstract void failPut(WriteFailure how);

  /** Lets a coming delete fail. */
  protected abstract void failDelete(WriteFailure how);

  /** Lets one write arrive that was {@link WriteFailure#LATE}, if there is one. */
  protected abstract void landLate(RandomGenerator random);

  private LaneId lane(int number) {
    return new LaneId("contract", new Incarnation(1, nonce), "workflows/w", number);
  }

  private Wake wake(long number, long due) {
    return new Wake(lane(0), number, due);
  }

  /** What is due of this test's lanes, in the order of the port's answer. */
  private List<Wake> due(long now) {
    return open().due(now).stream()
        .filter(wake -> wake.lane().incarnation().nonce() == nonce)
        .toList();
  }

  private void put(Wake... wakes) {
    for (var wake : wakes) {
      open().put(wake);
    }
  }

  @Test
  void row_put_isDueFromItsTimeOn() {
    put(wake(3, 1_000));
    assertEquals(List.of(), due(999));
    assertEquals(List.of(wake(3, 1_000)), due(1_000));
    assertEquals(List.of(wake(3, 1_000)), due(Long.MAX_VALUE));
  }

  @Test
  void row_putAgain_isThereOnce() {
    put(wake(3, 1_000), wake(3, 1_000));
    assertEquals(List.of(wake(3, 1_000)), due(1_000));
  }

  @Test
  void rows_ofOneLaneAndTime_areOneOfTheHighestNumber() {
    put(wake(3, 1_000), wake(5, 1_000), wake(4, 1_000));
    assertEquals(List.of(wake(5, 1_000)), due(1_000));
  }

  @Test
  void rows_ofOtherTimesAndLanes_areRowsOfTheirOwn() {
    var other = new Wake(lane(1), 4, 1_000);
    put(wake(3, 2_000), other, wake(3, 500));
    assertEquals(List.of(wake(3, 500), other, wake(3, 2_000)), due(2_000));

    open().delete(wake(3, 2_000));
    assertEquals(List.of(wake(3, 500), other), due(2_000));
  }

  @Test
  void rows_ofOtherOperatorsAndIncarnations_areRowsOfTheirOwn() {
    var lanes =
        List.of(
            new LaneId("contract", new Incarnation(1, nonce), "workflows/a", 12),
            new LaneId("contract", new Incarnation(1, nonce), "workflows/a", 1),
            new LaneId("contract", new Incarnation(1, nonce), "workflows/a/1", 2),
            new LaneId("contract", new Incarnation(2, nonce), "workflows/a", 1));
    lanes.forEach(lane -> put(new Wake(lane, 1, 7)));
    assertEquals(new HashSet<>(lanes), new HashSet<>(due(7).stream().map(Wake::lane).toList()));
    assertEquals(lanes.size(), due(7).size());
  }

  @Test
  void delete_own_isGone() {
    put(wake(3, 1_000));
    open().delete(wake(3, 1_000));
    assertEquals(List.of(), due(1_000));
    open().delete(wake(3, 1_000));
    put(wake(2, 1_000));
    assertEquals(List.of(wake(2, 1_000)), due(1_000));
  }

  @Test
  void delete_ofARowThatHasANewerNumber_changesNothing() {
    put(wake(3, 1_000), wake(4, 1_000));
    open().delete(wake(3, 1_000));
    assertEquals(List.of(wake(4, 1_000)), due(1_000));
  }

  @Test
  void delete_ofARowThatHasAnOlderNumber_changesNothing() {
    put(wake(3, 1_000));
    open().delete(wake(4, 1_000));
    assertEquals(List.of(wake(3, 1_000)), due(1_000));
  }

  @Test
  void due_ofManyRows_isAllOfThemTheLongestDueFirst() {
    var random = new SplittableRandom(1);
    for (var number = 0; number < 2_500; number++) {
      put(new Wake(lane(number), 1, random.nextInt(500)));
    }
    var due = due(399);
    assertTrue(due.size() > 1_500, () -> "only " + due.size());
    assertEquals(due.stream().sorted(Comparator.comparing(Wake::due)).toList(), due);
    assertEquals(2_500, due(500).size());
  }

  @Test
  void put_lost_saysSoAndMayBeRepeated() {
    failPut(WriteFailure.LOST);
    assertThrows(StoreUnavailableException.class, () -> put(wake(3, 1_000)));
    assertEquals(List.of(), due(1_000));
    put(wake(3, 1_000));
    assertEquals(List.of(wake(3, 1_000)), due(1_000));
  }

  @Test
  void put_unacknowledged_saysSoAndMayBeRepeated() {
    failPut(WriteFailure.UNACKNOWLEDGED);
    assertThrows(StoreUnavailableException.class, () -> put(wake(3, 1_000)));
    put(wake(3, 1_000));
    assertEquals(List.of(wake(3, 1_000)), due(1_000));
  }

  @Test
  void delete_lost_saysSoAndMayBeRepeated() {
    put(wake(3, 1_000));
    failDelete(WriteFailure.LOST);
    assertThrows(StoreUnavailableException.class, () -> open().delete(wake(3, 1_000)));
    assertEquals(List.of(wake(3, 1_000)), due(1_000));
    open().delete(wake(3, 1_000));
    assertEquals(List.of(), due(1_000));
  }

  @Test
  void delete_late_leavesANewerNumber() {
    put(wake(3, 1_000));
    failDelete(WriteFailure.LATE);
    assertThrows(StoreUnavailableException.class, () -> open().delete(wake(3, 1_000)));
    put(wake(4, 1_000));
    landLate(new SplittableRandom(1));
    assertEquals(List.of(wake(4, 1_000)), due(1_000));
  }

  /** Processes put and delete rows of two lanes at three times while writes fail. */
  @Test
  void rows_randomWritesAndFaults_stayUntilTheirOwnNumberIsDeleted() {
    var random = new SplittableRandom(1);
    var sure = new HashMap<Wake, Long>();
    var late = new HashMap<Wake, Set<Long>>();
    var failures = List.of(WriteFailure.values());
    for (var step = 0; step < STEPS; step++) {
      var place = new Wake(lane(random.nextInt(2)), 1, random.nextInt(3));
      var number = 1 + step / 100 + random.nextInt(5);
      var wake = new Wake(place.lane(), number, place.due());
      var failure = failures.get(random.nextInt(failures.size()));
      var fails = random.nextInt(4) == 0;
      switch (random.nextInt(3)) {
        case 0 -> {
          if (fails) {
            failPut(failure);
          }
          if (tries(() -> open().put(wake)) && !isDoomed(late, place, number)) {
            sure.merge(place, (long) number, Math::max);
          }
        }
        case 1 -> {
          if (fails) {
            failDelete(failure);
            late.computeIfAbsent(place, at -> new HashSet<>()).add((long) number);
          }
          if (number >= sure.getOrDefault(place, 0L)) {
            sure.remove(place);
          }
          tries(() -> open().delete(wake));
        }
        default -> landLate(random);
      }
      requireAll(sure);
    }
  }

  /** A delete of this number, or of one above that may be stored, may still arrive. */
  private static boolean isDoomed(Map<Wake, Set<Long>> late, Wake place, long number) {
    return late.getOrDefault(place, Set.of()).stream().anyMatch(other -> other >= number);
  }

  private static boolean tries(Runnable write) {
    try {
      write.run();
      return true;
    } catch (StoreUnavailableException unknown) {
      return false;
    }
  }

  private void requireAll(Map<Wake, Long> sure) {
    var due = due(Long.MAX_VALUE);
    sure.forEach(
        (place, number) ->
            assertTrue(
                due.stream()
                    .anyMatch(
                        it ->
                            it.lane().equals(place.lane())
                                && it.due() == place.due()
                                && it.number() >= number),
                () -> place + " with number " + number + " is gone, left are " + due));
  }
}
