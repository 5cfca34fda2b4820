package dev.portals.local.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TornTailTest {
  @Test
  void open_afterAnySubsetOfTheSectorsOfTheLastEpoch_replaysExactlyWhatWasAcknowledged() {
    for (int sectors = 1; sectors <= 7; sectors++) {
      // Zeros are the payload that could be mistaken for what never reached the disk.
      String unsynced = "\0".repeat(sectors * 511 - 40);
      FakeDisk disk = diskThatStoppedWhileSyncing(unsynced);
      assertThat(disk.unsyncedSectors()).isEqualTo(sectors);
      for (int subset = 0; subset < 1 << sectors; subset++) {
        int survivors = subset;
        FakeDisk torn = disk.copy();
        torn.crash(sector -> (survivors >> sector & 1) != 0);
        boolean whole = survivors == (1 << sectors) - 1;
        var entries = new Entries();
        try (var log = Entries.open(torn, entries)) {
          assertThat(log.recovery().entries()).isEqualTo(whole ? 3 : 2);
          assertThat(log.recovery().tornBytes())
              .isEqualTo(whole ? 0L : 512L * (32 - Integer.numberOfLeadingZeros(survivors)));
          Entries.appendDurably(log, "next");
        }
        assertThat(entries.all())
            .isEqualTo(whole ? List.of("a", "b", unsynced) : List.of("a", "b"));
        assertThat(Entries.read(torn))
            .isEqualTo(whole ? List.of("a", "b", unsynced, "next") : List.of("a", "b", "next"));
      }
    }
  }

  @Test
  void open_afterRandomCrashesOfOneLog_replaysEveryAcknowledgedEntryAndNoOther() {
    for (int seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      var disk = new FakeDisk();
      List<String> expected = new ArrayList<>();
      for (int crash = 0; crash < 10; crash++) {
        var entries = new Entries();
        String unacknowledged = entry(random);
        try (var log = Entries.open(disk, entries, e -> {})) {
          assertThat(entries.all()).as("seed %d, crash %d", seed, crash).isEqualTo(expected);
          for (int i = random.nextInt(6); i > 0; i--) {
            String entry = entry(random);
            Entries.appendDurably(log, entry);
            expected.add(entry);
          }
          disk.stopAtForce();
          long epoch = Entries.append(log, unacknowledged);
          assertThatThrownBy(() -> log.awaitDurable(epoch)).isInstanceOf(LogException.class);
        } catch (LogException stopped) {
          assertThat(stopped).hasMessageContaining("the process ended here");
        }
        int every = random.nextInt(4);
        int[] lost = {0};
        disk.crash(
            sector -> {
              boolean survives = every == 0 || random.nextInt(every + 1) == 0;
              lost[0] += survives ? 0 : 1;
              return survives;
            });
        disk.repair();
        if (lost[0] == 0) {
          expected.add(unacknowledged);
        }
      }
    }
  }

  @Test
  void open_afterATornTailWasRemoved_findsNothingTornAgain() {
    FakeDisk disk = diskThatStoppedWhileSyncing("x".repeat(2000));
    disk.crash(sector -> sector == 1);
    try (var log = Entries.open(disk, new Entries())) {
      assertThat(log.recovery().tornBytes()).isEqualTo(1024);
    }
    disk.crash(sector -> false);
    try (var log = Entries.open(disk, new Entries())) {
      assertThat(log.recovery()).isEqualTo(new RecoveryReport(1, 2, 2, 0));
    }
  }

  /** Two durable entries, then one that was written and not synced. */
  private static FakeDisk diskThatStoppedWhileSyncing(String entry) {
    var disk = new FakeDisk();
    var log = Entries.open(disk, new Entries(), e -> {});
    Entries.appendDurably(log, "a");
    Entries.appendDurably(log, "b");
    disk.stopAtForce();
    Entries.append(log, entry);
    assertThatThrownBy(log::close).isInstanceOf(LogException.class);
    disk.repair();
    return disk;
  }

  private static String entry(Random random) {
    String letter = random.nextBoolean() ? "\0" : String.valueOf((char) ('a' + random.nextInt(26)));
    return letter.repeat(random.nextInt(10) == 0 ? 0 : random.nextInt(3600));
  }
}
