package dev.portals.local.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogErasureTest {
  @TempDir private Path directory;

  private int entries() {
    var found = new ArrayList<Integer>();
    EntryReader reader = (epoch, bytes, start, length) -> found.add(length);
    SegmentLog.open(directory, LogSettings.DEFAULT, reader, error -> {}).close();
    return found.size();
  }

  private SegmentLog open() {
    return SegmentLog.open(
        directory, LogSettings.DEFAULT, (epoch, bytes, start, length) -> {}, error -> {});
  }

  @Test
  void log_erased_isEmptyAndOtherFilesStay() throws Exception {
    try (var log = open()) {
      log.append(new byte[10], 0, 10);
    }
    var other = Files.writeString(directory.resolve("notes.txt"), "mine");
    assertThat(entries()).isEqualTo(1);
    LogErasure.erase(directory);
    assertThat(entries()).isZero();
    assertThat(other).hasContent("mine");
  }

  @Test
  void log_held_isNotErased() {
    try (var log = open()) {
      log.append(new byte[10], 0, 10);
      assertThatThrownBy(() -> LogErasure.erase(directory))
          .isInstanceOf(LogException.class)
          .hasMessageContaining("held by this process");
    }
    assertThat(entries()).isEqualTo(1);
  }

  @Test
  void directory_missing_isNotCreated() {
    LogErasure.erase(directory.resolve("none"));
    assertThat(directory.resolve("none")).doesNotExist();
  }

  @Test
  void segments_erased_goNewestFirst() {
    var names =
        List.of("lock", SegmentName.of(1), "next", SegmentName.of(90), SegmentName.of(8), "a.log");
    assertThat(LogErasure.newestFirst(names))
        .containsExactly("next", SegmentName.of(90), SegmentName.of(8), SegmentName.of(1));
  }
}
