package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.local.log.EntryReader;
import dev.portals.local.log.FatalError;
import dev.portals.local.log.LogSettings;
import dev.portals.local.log.MemoryLog;
import dev.portals.local.log.SegmentLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Records that no disk damaged, as their checksums are right, and that say something else
 * nevertheless: opening takes them or is refused, with the place and advice, and then has changed
 * nothing.
 */
@Timeout(120)
class HostileRecordsTest {
  private static final int MUTATIONS = 15_000;

  private final Random random = new Random(16);

  private static LogSource source(MemoryLog log) {
    return new LogSource() {
      @Override
      public SegmentLog open(EntryReader replay, FatalError fatal) {
        return log.open(replay, fatal);
      }

      @Override
      public LogSettings settings() {
        return MemoryLog.SETTINGS;
      }

      @Override
      public String toString() {
        return log.toString();
      }
    };
  }

  private static LocalPortals open(MemoryLog log) {
    return new LocalPortals(source(log), OptionalInt.empty());
  }

  /** Runs a program to its end. */
  private static MemoryLog logOf(DiskProgram program) throws InterruptedException {
    var log = new MemoryLog();
    try (var portals = open(log)) {
      portals.launch(program.applications().toArray(Application[]::new));
      program.asks().forEach(question -> question.ask(portals));
      assertThat(portals.awaitQuiet(Duration.ofSeconds(60))).isTrue();
    }
    return log;
  }

  @Test
  void open_ofMutatedRecords_takesThemOrIsRefusedWithThePlaceAndChangesNothing() throws Exception {
    var refused = mutate(logOf(DiskDesk.of(1, 12))) + mutate(logOf(DiskShop.of(2, 3)));
    assertThat(refused).isGreaterThan(MUTATIONS / 4);
  }

  @Test
  void open_ofMutatedRecordsOfATruncatedLog_takesThemOrIsRefusedWithThePlaceAndChangesNothing()
      throws Exception {
    var size = 60;
    var log = logOf(DiskWords.of(1, size));
    while (log.firstEpoch() == 1) { // it ended before it could be truncated
      size *= 2;
      log = logOf(DiskWords.of(1, size));
    }
    assertThat(mutate(log)).isGreaterThan(MUTATIONS / 10);
  }

  /** Opens logs that are almost this one; gives back how often that was refused. */
  private int mutate(MemoryLog original) {
    var first = original.firstEpoch();
    var entries = original.entries();
    assertThatCode(() -> open(new MemoryLog(first, entries)).close()).doesNotThrowAnyException();
    var refused = 0;
    for (var run = 0; run < MUTATIONS / 3; run++) {
      var mutated = new ArrayList<>(entries);
      var what = run + ": " + mutate(mutated);
      var log = new MemoryLog(first, mutated);
      try (var portals = open(log)) {
        assertThat(portals.lanes()).isEmpty();
        assertThat(first == 1 && lacksACommit(entries, mutated)).as(what).isFalse();
      } catch (PortalsException damaged) {
        assertThat(damaged)
            .as(what)
            .hasMessageContaining("Maybe ")
            .hasMessageContaining("restore a backup");
        assertThat(log.isChanged()).as(what).isFalse();
        refused++;
      }
    }
    return refused;
  }

  /** Whether the commits of a lane, as they were written, are not the first of those it had. */
  private static boolean lacksACommit(List<byte[]> entries, List<byte[]> mutated) {
    if (!entries.containsAll(mutated)) {
      return false; // what is written otherwise may be another commit
    }
    return lanes(entries).entrySet().stream()
        .anyMatch(
            lane -> {
              var left = lanes(mutated).getOrDefault(lane.getKey(), List.of());
              var had = lane.getValue();
              return !had.subList(0, Math.min(left.size(), had.size())).equals(left);
            });
  }

  /** The commits of each lane, which stands behind the kind of a record. */
  private static Map<Byte, List<byte[]>> lanes(List<byte[]> entries) {
    return entries.stream()
        .filter(entry -> entry[0] == 0)
        .collect(Collectors.groupingBy(entry -> entry[1]));
  }

  private String mutate(List<byte[]> entries) {
    var at = random.nextInt(entries.size());
    var other = random.nextInt(entries.size());
    switch (random.nextInt(8)) {
      case 0:
        entries.remove(at);
        return "record %d is missing".formatted(at);
      case 1:
        entries.add(Math.max(at, other), entries.get(Math.min(at, other)));
        return "record %d is there again before %d".formatted(at, other);
      case 2:
        Collections.swap(entries, at, other);
        return "records %d and %d are swapped".formatted(at, other);
      default:
        var bytes = bytes(entries.get(at).clone());
        entries.set(at, bytes);
        return "record %d is %s".formatted(at, Arrays.toString(bytes));
    }
  }

  private byte[] bytes(byte[] bytes) {
    var at = random.nextInt(bytes.length);
    switch (random.nextInt(3)) {
      case 0:
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        return bytes;
      case 1:
        return Arrays.copyOf(bytes, at);
      default:
        bytes[at] = (byte) random.nextInt();
        return bytes;
    }
  }
}
