package dev.portals.local.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentLogTest {
  @TempDir Path directory;

  @Test
  void open_afterAppendsToManySegments_replaysAllInOrder() {
    var settings = new LogSettings(4096, 2048, 1000);
    List<String> written = new ArrayList<>();
    for (int round = 0; round < 5; round++) {
      List<String> read = new ArrayList<>();
      try (var log =
          SegmentLog.open(
              directory,
              settings,
              (epoch, bytes, start, length) ->
                  read.add(new String(bytes, start, length, StandardCharsets.US_ASCII)),
              e -> {})) {
        assertThat(read).isEqualTo(written);
        for (int i = 0; i < 100; i++) {
          String entry = round + "-" + i + "x".repeat(i * 9);
          byte[] bytes = entry.getBytes(StandardCharsets.US_ASCII);
          long epoch = log.append(bytes, 0, bytes.length);
          if (i % 3 == 0) {
            log.awaitDurable(epoch);
          }
          written.add(entry);
        }
      }
    }
  }
}
