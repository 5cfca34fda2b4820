package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.local.log.LogSettings;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.protocol.Commit;
import dev.portals.protocol.CommitFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final Commit FIRST = new Commit(1, 1, 0, 1, List.of());

  @TempDir Path directory;

  private static LaneId lane(String operator) {
    return new LaneId("p", new Incarnation(1, 1), operator, 0);
  }

  @Test
  void journal_withoutItsOldestSegments_isRefused() throws Exception {
    var small = new LogSettings(8192, 4608, 4096);
    try (var journal = Journal.open(directory, small, new Replayed(), error -> {})) {
      for (var number = 0; number < 200; number++) {
        journal.append(lane("a" + number), CommitFormat.encode(FIRST));
      }
      journal.awaitDurable();
    }
    var replayed = new Replayed();
    Journal.open(directory, small, replayed, error -> {}).close();
    assertThat(replayed.all).hasSize(200);
    try (var files = Files.list(directory)) {
      var oldest = files.filter(file -> file.toString().endsWith(".log")).sorted().findFirst();
      Files.delete(oldest.orElseThrow());
    }
    assertThatThrownBy(() -> Journal.open(directory, small, new Replayed(), error -> {}))
        .isInstanceOf(PortalsException.class)
        .hasMessageContaining("begins in the middle: its first epoch is ")
        .hasMessageContaining("but it needs those from 1 on")
        .hasMessageContaining("Maybe its oldest segments were removed");
  }
}
