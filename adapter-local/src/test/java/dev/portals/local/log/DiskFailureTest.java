package dev.portals.local.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DiskFailureTest {
  private final FakeDisk disk = new FakeDisk();
  private final LinkedBlockingQueue<LogException> fatal = new LinkedBlockingQueue<>();

  @Test
  void awaitDurable_whenTheSyncFails_throwsAndNothingIsAcknowledgedAnyMore() throws Exception {
    List<String> acknowledged = new ArrayList<>();
    var log = Entries.open(disk, new Entries(), fatal::add);
    Entries.appendDurably(log, "a");
    disk.failForces();
    disk.holdForces();
    long failing = Entries.append(log, "b");
    log.whenDurable(failing, () -> acknowledged.add("b"));
    disk.releaseForces();
    assertThatThrownBy(() -> log.awaitDurable(failing))
        .isInstanceOf(LogException.class)
        .hasMessageContaining(SegmentName.of(1))
        .hasMessageContaining("after epoch 1")
        .hasMessageContaining("Input/output error");
    assertThat(fatal.poll(10, TimeUnit.SECONDS)).hasMessageContaining("Input/output error");
    disk.repair();
    assertThatThrownBy(() -> Entries.append(log, "c")).isInstanceOf(LogException.class);
    assertThatThrownBy(() -> log.awaitDurable(1)).isInstanceOf(LogException.class);
    assertThatThrownBy(() -> log.whenDurable(1, () -> acknowledged.add("c")))
        .isInstanceOf(LogException.class);
    assertThatThrownBy(log::close).isInstanceOf(LogException.class);
    assertThat(log.durableEpoch()).isEqualTo(1);
    assertThat(acknowledged).isEmpty();
    assertThat(fatal).isEmpty();
  }

  @Test
  void append_thatWaitsForRoom_throwsWhenTheSyncFails() {
    var log = Entries.open(disk, new Entries(), fatal::add);
    disk.failForces();
    disk.holdForces();
    var blocked =
        CompletableFuture.runAsync(
            () -> {
              while (true) {
                Entries.append(log, "x".repeat(2000));
              }
            });
    disk.releaseForces();
    assertThatThrownBy(blocked::join).hasCauseInstanceOf(LogException.class);
    assertThatThrownBy(log::close).isInstanceOf(LogException.class);
    assertThat(fatal).hasSize(1);
  }

  @Test
  void append_untilTheDiskIsFull_failsOnceAndKeepsWhatWasAcknowledged() {
    for (int room = 0; room < 40_000; room += 777) {
      var full = new FakeDisk();
      fatal.clear();
      List<String> acknowledged = new ArrayList<>();
      var log = Entries.open(full, new Entries(), fatal::add);
      full.limitRoom(room);
      assertThatThrownBy(
              () -> {
                for (int i = 0; ; i++) {
                  String entry = i + "x".repeat(i % 7 * 300);
                  Entries.appendDurably(log, entry);
                  acknowledged.add(entry);
                }
              })
          .isInstanceOf(LogException.class)
          .hasMessageContaining("No space left on device")
          .hasMessageContaining("Maybe free disk space");
      assertThatThrownBy(log::close).isInstanceOf(LogException.class);
      assertThat(fatal).hasSize(1);
      full.repair();
      List<String> replayed = Entries.read(full);
      assertThat(replayed).startsWith(acknowledged.toArray(String[]::new));
      assertThat(replayed.size()).isLessThanOrEqualTo(acknowledged.size() + 1);
    }
  }

  @Test
  void open_onAFullDisk_saysSo() {
    disk.limitRoom(1000);
    assertThatThrownBy(() -> Entries.open(disk, new Entries()))
        .isInstanceOf(LogException.class)
        .hasMessageContaining("Cannot open the log in the fake disk")
        .hasMessageContaining("No space left on device");
    disk.repair();
    assertThat(Entries.read(disk)).isEmpty();
  }

  @Test
  void open_afterASyncFailedButItsPagesCountAsClean_makesThemDurable() {
    var log = Entries.open(disk, new Entries(), fatal::add);
    Entries.appendDurably(log, "a");
    disk.failForces();
    Entries.append(log, "b".repeat(2000));
    assertThatThrownBy(log::close).isInstanceOf(LogException.class);
    disk.repair();
    assertThat(Entries.read(disk)).containsExactly("a", "b".repeat(2000));
    disk.crash(sector -> false);
    assertThat(Entries.read(disk)).containsExactly("a", "b".repeat(2000));
  }

  @Test
  void whenDurable_withAnActionThatThrows_endsTheLog() throws Exception {
    var log = Entries.open(disk, new Entries(), fatal::add);
    disk.holdForces();
    var thrown = new IllegalStateException("bad action");
    log.whenDurable(
        Entries.append(log, "a"),
        () -> {
          throw thrown;
        });
    disk.releaseForces();
    assertThat(fatal.poll(10, TimeUnit.SECONDS)).hasCause(thrown);
    assertThatThrownBy(() -> Entries.append(log, "b")).isInstanceOf(LogException.class);
    assertThatThrownBy(log::close).isInstanceOf(LogException.class);
  }
}
