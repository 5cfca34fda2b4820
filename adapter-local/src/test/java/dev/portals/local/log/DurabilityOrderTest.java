package dev.portals.local.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DurabilityOrderTest {
  private final FakeDisk disk = new FakeDisk();

  @Test
  void whenDurable_ofManyEpochs_runsInOrderAndNeverBeforeTheSync() throws Exception {
    List<Long> order = Collections.synchronizedList(new ArrayList<>());
    List<Long> expected = new ArrayList<>();
    try (var log = Entries.open(disk, new Entries())) {
      int before = disk.forced();
      disk.holdForces();
      Entries.append(log, "first");
      for (int i = 0; i < 200; i++) {
        // The epoch before is being synced, so this one takes all three entries.
        disk.awaitHeldForce();
        for (int entry = 0; entry < 3; entry++) {
          long epoch = Entries.append(log, i + "." + entry);
          long name = 10 * epoch + entry;
          expected.add(name);
          log.whenDurable(
              epoch,
              () -> {
                assertThat(disk.forced() - before).isEqualTo((int) epoch);
                assertThat(log.durableEpoch()).isEqualTo(epoch);
                order.add(name);
              });
        }
        disk.allowForce();
        log.awaitDurable(i + 1);
      }
      disk.releaseForces();
    }
    assertThat(order).isEqualTo(expected).contains(20L, 21L, 22L, 2012L);
  }

  @Test
  void whenDurable_whileTheSyncIsHeld_runsNothing() throws Exception {
    List<String> ran = Collections.synchronizedList(new ArrayList<>());
    try (var log = Entries.open(disk, new Entries())) {
      disk.holdForces();
      long first = Entries.append(log, "a");
      disk.awaitHeldForce();
      long second = Entries.append(log, "b");
      log.whenDurable(second, () -> ran.add("second"));
      log.whenDurable(first, () -> ran.add("first"));
      log.whenDurable(second, () -> ran.add("second again"));
      assertThat(second).isEqualTo(first + 1);
      assertThat(log.durableEpoch()).isEqualTo(first - 1);
      assertThat(ran).isEmpty();
      disk.allowForce();
      log.awaitDurable(first);
      disk.awaitHeldForce();
      assertThat(ran).containsExactly("first");
      disk.allowForce();
      log.awaitDurable(second);
      log.whenDurable(second, () -> ran.add("at once on " + Thread.currentThread().getName()));
    }
    assertThat(ran)
        .containsSubsequence("first", "second", "second again")
        .contains("at once on " + Thread.currentThread().getName())
        .hasSize(4);
  }

  @Test
  void append_whenBothEpochsAreFull_waitsForTheSync() throws Exception {
    try (var log = Entries.open(disk, new Entries())) {
      disk.holdForces();
      Entries.append(log, "a");
      disk.awaitHeldForce();
      Entries.append(log, "b".repeat(2500));
      var blocked = new Thread(() -> Entries.append(log, "c".repeat(2500)));
      blocked.start();
      while (blocked.getState() != Thread.State.WAITING) {
        assertThat(blocked.isAlive()).isTrue();
        Thread.onSpinWait();
      }
      assertThat(log.appendedEpoch()).isEqualTo(2);
      disk.allowForce();
      blocked.join();
      assertThat(log.appendedEpoch()).isEqualTo(3);
      disk.releaseForces();
    }
    assertThat(Entries.read(disk))
        .extracting(entry -> entry.charAt(0))
        .containsExactly('a', 'b', 'c');
  }

  @Test
  void close_withEntriesNotYetSynced_makesThemDurableAndRunsTheirActions() {
    List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
    try (var log = Entries.open(disk, new Entries())) {
      disk.holdForces();
      for (int i = 0; i < 5; i++) {
        int entry = i;
        log.whenDurable(Entries.append(log, "entry " + i), () -> ran.add(entry));
      }
      disk.releaseForces();
    }
    assertThat(ran).containsExactly(0, 1, 2, 3, 4);
    disk.crash(sector -> false);
    assertThat(Entries.read(disk)).hasSize(5);
  }

  @Test
  void awaitDurable_inAnAction_isRefusedRatherThanWaitingForItself() {
    var seen = new CompletableFuture<Throwable>();
    try (var log = Entries.open(disk, new Entries())) {
      disk.holdForces();
      long epoch = Entries.append(log, "a");
      log.whenDurable(
          epoch,
          () -> {
            long next = Entries.append(log, "b");
            try {
              log.awaitDurable(next);
              seen.complete(new AssertionError("it waited"));
            } catch (LogException e) {
              seen.complete(e);
            }
          });
      disk.releaseForces();
      assertThat(seen.join())
          .isInstanceOf(LogException.class)
          .hasMessageContaining("it would wait for itself");
    }
    assertThat(Entries.read(disk)).containsExactly("a", "b");
  }
}
