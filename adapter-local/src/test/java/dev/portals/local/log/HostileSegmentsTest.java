package dev.portals.local.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Segments that were mutated: opening is refused and changes nothing, or replays what was durable.
 * What may be missing is what the package description says, and is judged here by sectors alone.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileSegmentsTest {
  private static final int MUTATIONS = 25_000;

  /** What a log takes that goes on: more than one segment. */
  private static final List<String> MORE = List.of("n".repeat(3000), "e".repeat(3000), "xt");

  /** An epoch of one entry, where it was written, and the bytes that it took. */
  private record Written(String segment, int position, int extent, String entry) {}

  private final FakeDisk disk = new FakeDisk();
  private final List<Written> written = new ArrayList<>();

  private void write() {
    try (var log = Entries.open(disk, new Entries())) {
      for (int number = 0; number < 14; number++) {
        String entry = number + ("\0x".repeat(number * 397 % 1300) + "\0".repeat(number % 3 * 200));
        Entries.appendDurably(log, entry);
        String segment =
            disk.sizes().keySet().stream().filter(SegmentName::matches).reduce((a, b) -> b).get();
        written.add(written(segment, entry));
      }
    }
  }

  private Written written(String segment, String entry) {
    int extent = (int) EpochHeader.extent(EpochBuffer.payloadOf(entry.length()));
    int end = DiskMutations.endOf(disk.content(segment));
    return new Written(segment, end - extent, extent, entry);
  }

  @Test
  void open_ofMutatedSegments_isRefusedOrReplaysWhatWasDurable() {
    write();
    assertThat(written.stream().map(Written::segment).distinct()).hasSizeGreaterThan(2);
    var mutations = new DiskMutations(9);
    int refused = 0;
    int whole = 0;
    for (int run = 0; run < MUTATIONS; run++) {
      FakeDisk mutated = disk.copy();
      String what = run + ": " + mutations.mutate(mutated);
      if (run % 3 == 0) {
        what += ", " + mutations.mutate(mutated);
      }
      FakeDisk before = mutated.copy();
      var entries = new Entries();
      try (var log = Entries.open(mutated, entries)) {
        requireDurable(what, before, entries.all());
        MORE.forEach(entry -> Entries.appendDurably(log, entry));
      } catch (LogException damaged) {
        assertThat(damaged).as(what).hasMessageContaining("Nothing was changed. Restore");
        assertThat(mutated.sameAs(before)).as(what).isTrue();
        refused++;
        continue;
      }
      whole += entries.all().size() == written.size() ? 1 : 0;
      var again = new ArrayList<>(entries.all());
      again.addAll(MORE);
      assertThat(Entries.read(mutated)).as(what).isEqualTo(again);
    }
    assertThat(refused).isGreaterThan(MUTATIONS / 3);
    assertThat(whole).isGreaterThan(MUTATIONS / 20);
  }

  /**
   * The first segments may be missing, which is for the reader to judge. So may the newest epochs,
   * if the first of them lacks a sector and nothing at all is there of those behind it.
   */
  private void requireDurable(String what, FakeDisk mutated, List<String> found) {
    int first = 0;
    while (first < written.size() && !mutated.sizes().containsKey(written.get(first).segment())) {
      first++;
    }
    int end = first + found.size();
    assertThat(found)
        .as(what)
        .isEqualTo(
            written.subList(first, Math.min(end, written.size())).stream()
                .map(Written::entry)
                .toList());
    for (int lost = end; lost < written.size(); lost++) {
      var sectors = sectorsLeft(mutated, written.get(lost));
      if (lost == end) {
        assertThat(sectors).as(what).contains(false);
      } else {
        assertThat(sectors).as(what).doesNotContain(true);
      }
    }
  }

  /** Of each sector of an epoch, whether it holds anything. */
  private static List<Boolean> sectorsLeft(FakeDisk disk, Written epoch) {
    var left = new ArrayList<Boolean>();
    byte[] bytes =
        disk.sizes().containsKey(epoch.segment()) ? disk.content(epoch.segment()) : new byte[0];
    for (int sector = 0; sector < epoch.extent(); sector += Sector.SIZE) {
      boolean holds = false;
      for (int at = epoch.position() + sector; at < epoch.position() + sector + Sector.SIZE; at++) {
        holds |= at < bytes.length && bytes[at] != 0;
      }
      left.add(holds);
    }
    return left;
  }
}
