package dev.portals.local.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Segments whose epochs nobody needs any more are removed. */
class TruncateTest {
  private static final int ENTRIES = 40;

  private final FakeDisk disk = new FakeDisk();

  private static String entry(long epoch) {
    return epoch + " " + "x".repeat(2_000);
  }

  private static void fill(SegmentLog log) {
    for (var number = 0; number < ENTRIES; number++) {
      Entries.appendDurably(log, entry(log.appendedEpoch() + 1));
    }
  }

  @Test
  void truncate_belowAnEpoch_keepsItAndAllBehind() {
    for (var epoch = 1L; epoch <= ENTRIES; epoch++) {
      var copy = new FakeDisk();
      try (var log = Entries.open(copy, new Entries())) {
        fill(log);
        var before = log.bytes();

        log.truncate(epoch);

        assertThat(log.bytes()).isEqualTo(before - Entries.SMALL.segmentBytes() * removed(epoch));
        Entries.appendDurably(log, "last");
      }
      var read = Entries.read(copy);
      assertThat(read).contains(entry(epoch)).endsWith(entry(ENTRIES), "last");
      assertThat(read).hasSize((int) (ENTRIES + 1 - 4 * removed(epoch)));
    }
  }

  /** Four epochs of 2,048 bytes fit into a segment. */
  private static long removed(long epoch) {
    return (epoch - 1) / 4;
  }

  @Test
  void truncate_stoppedByACrashAnywhere_leavesALogThatOpens() {
    var names = new ArrayList<String>();
    try (var log = Entries.open(disk, new Entries())) {
      fill(log);
    }
    disk.sizes().keySet().stream().filter(SegmentName::matches).forEach(names::add);
    for (var name : names.subList(0, names.size() - 1)) {
      disk.delete(name);

      assertThat(Entries.read(disk)).endsWith(entry(ENTRIES));
    }
  }

  @Test
  void truncate_belowAnEpochThatIsNotDurable_isRefused() {
    try (var log = Entries.open(disk, new Entries())) {
      fill(log);

      assertThatThrownBy(() -> log.truncate(ENTRIES + 1))
          .isInstanceOf(LogException.class)
          .hasMessageContaining("cannot be truncated below epoch 41: durable are those up to 40");
      assertThatThrownBy(() -> log.truncate(0)).isInstanceOf(LogException.class);
    }
    assertThat(Entries.read(disk)).hasSize(ENTRIES);
  }
}
