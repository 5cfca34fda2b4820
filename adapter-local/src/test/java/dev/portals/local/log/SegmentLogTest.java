package dev.portals.local.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SegmentLogTest {
  @TempDir Path directory;

  private SegmentLog open(EntryReader replay) {
    return SegmentLog.open(
        directory,
        Entries.SMALL,
        replay,
        e -> {
          throw e;
        });
  }

  @Test
  void open_afterAppendsToManySegments_replaysAllInOrder() {
    var random = new Random(1);
    List<String> written = new ArrayList<>();
    for (int round = 0; round < 6; round++) {
      var entries = new Entries();
      try (var log = open(entries)) {
        assertThat(entries.all()).isEqualTo(written);
        assertThat(log.recovery().entries()).isEqualTo(written.size());
        for (int i = 0; i < 100; i++) {
          String entry = round + "-" + i + "x".repeat(random.nextInt(2900));
          long epoch = Entries.append(log, entry);
          assertThat(epoch).isEqualTo(log.appendedEpoch());
          if (random.nextInt(3) == 0) {
            log.awaitDurable(epoch);
            assertThat(log.durableEpoch()).isGreaterThanOrEqualTo(epoch);
          }
          written.add(entry);
        }
      }
    }
    var segments = directory.toFile().listFiles((parent, name) -> SegmentName.matches(name));
    assertThat(segments)
        .hasSizeGreaterThan(50)
        .allMatch(segment -> segment.length() == Entries.SMALL.segmentBytes());
  }

  @Test
  void open_withOtherSizesThanBefore_replaysAllAndGoesOn() {
    List<String> written = new ArrayList<>();
    for (int segment : List.of(8192, 65536, 4096, 16384)) {
      var entries = new Entries();
      var settings = new LogSettings(segment, 3584, 3000);
      try (var log = SegmentLog.open(directory, settings, entries, e -> {})) {
        assertThat(entries.all()).isEqualTo(written);
        for (int i = 0; i < 20; i++) {
          written.add(segment + "y".repeat(i * 100));
          Entries.append(log, written.get(written.size() - 1));
        }
      }
    }
  }

  @Test
  void append_byManyThreads_keepsTheOrderOfEach() {
    int threads = 6;
    int each = 2000;
    try (var log = open(new Entries())) {
      var appenders =
          IntStream.range(0, threads)
              .mapToObj(
                  thread ->
                      CompletableFuture.runAsync(
                          () -> {
                            for (int i = 0; i < each; i++) {
                              Entries.append(log, thread + ":" + i);
                            }
                          }))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(appenders).join();
    }
    var entries = new Entries();
    open(entries).close();
    Map<String, List<String>> byThread =
        entries.all().stream()
            .map(entry -> entry.split(":"))
            .collect(
                Collectors.groupingBy(
                    parts -> parts[0], Collectors.mapping(parts -> parts[1], Collectors.toList())));
    assertThat(byThread).hasSize(threads);
    var all = IntStream.range(0, each).mapToObj(String::valueOf).toList();
    assertThat(byThread.values()).allSatisfy(list -> assertThat(list).isEqualTo(all));
  }

  @Test
  void append_ofAnEntryThatIsTooLarge_isRefusedAndLeavesTheLogUsable() {
    try (var log = open(new Entries())) {
      assertThatThrownBy(() -> Entries.append(log, "x".repeat(3601)))
          .isInstanceOf(LogException.class)
          .hasMessageContaining("3601 bytes")
          .hasMessageContaining("3600");
      assertThat(log.appendedEpoch()).isZero();
      Entries.appendDurably(log, "x".repeat(3600));
    }
    var entries = new Entries();
    open(entries).close();
    assertThat(entries.all()).containsExactly("x".repeat(3600));
  }

  @Test
  void append_ofTheLargestEntryThatFits_takesAWholeSegment() {
    int largest = 8 * 511 - 27 - 4 - 4;
    var settings = new LogSettings(4608, 4096, largest);
    for (int i = 0; i < 3; i++) {
      int before = i;
      var entries = new Entries();
      try (var log = SegmentLog.open(directory, settings, entries, e -> {})) {
        assertThat(entries.all()).hasSize(before).allMatch("z".repeat(largest)::equals);
        Entries.append(log, "z".repeat(largest));
      }
    }
    assertThatThrownBy(() -> new LogSettings(4608, 4096, largest + 1))
        .isInstanceOf(LogException.class)
        .hasMessageContaining("entryBytes is " + (largest + 1));
  }

  @Test
  void append_afterClose_isRefused() {
    var log = open(new Entries());
    Entries.append(log, "a");
    log.close();
    log.close();
    assertThat(log.durableEpoch()).isEqualTo(1);
    assertThatThrownBy(() -> Entries.append(log, "b"))
        .isInstanceOf(LogException.class)
        .hasMessageContaining("is closed");
  }

  @Test
  void awaitDurable_ofAnEpochWithoutEntries_isRefused() {
    try (var log = open(new Entries())) {
      Entries.appendDurably(log, "a");
      log.awaitDurable(1);
      assertThatThrownBy(() -> log.awaitDurable(2))
          .isInstanceOf(LogException.class)
          .hasMessageContaining("Epoch 2")
          .hasMessageContaining("the newest is 1");
    }
  }

  @Test
  void settings_thatAreNoWholeSectors_areRefused() {
    assertThatThrownBy(() -> new LogSettings(1000, 512, 10))
        .isInstanceOf(LogException.class)
        .hasMessageContaining("segmentBytes is 1000");
    assertThatThrownBy(() -> new LogSettings(1024, 2048, 10))
        .isInstanceOf(LogException.class)
        .hasMessageContaining("epochBytes is 2048");
    assertThatThrownBy(() -> new LogSettings(2048, 2048, 10))
        .hasMessageContaining("epochBytes is 2048, but must be a multiple of 512 from 512 to 1536");
  }
}
