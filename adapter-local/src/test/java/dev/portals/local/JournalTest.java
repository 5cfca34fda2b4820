package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.local.log.LogSettings;
import dev.portals.local.log.SegmentLog;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.protocol.Commit;
import dev.portals.protocol.CommitFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final Commit FIRST = new Commit(1, 1, 0, 1, List.of());

  @TempDir Path directory;

  private static LaneId lane(String operator) {
    return new LaneId("p", new Incarnation(1, 1), operator, 0);
  }

  /** Copies the entries of a log but the first ones, as if their segments were missing. */
  private void copy(Path from, Path to, int without) {
    var entries = new ArrayList<byte[]>();
    SegmentLog.open(
            from,
            LogSettings.DEFAULT,
            (epoch, bytes, start, length) ->
                entries.add(Arrays.copyOfRange(bytes, start, start + length)),
            error -> {})
        .close();
    try (var log =
        SegmentLog.open(
            to, LogSettings.DEFAULT, (epoch, bytes, start, length) -> {}, error -> {})) {
      entries.stream().skip(without).forEach(entry -> log.append(entry, 0, entry.length));
    }
  }

  @Test
  void journal_withoutItsOldestSegments_isRefused() {
    var whole = directory.resolve("whole");
    try (var journal = Journal.open(whole, new Replayed(), error -> {})) {
      journal.append(lane("a"), CommitFormat.encode(FIRST));
      journal.append(lane("b"), CommitFormat.encode(FIRST));
    }
    var copied = directory.resolve("copied");
    copy(whole, copied, 0);
    var replayed = new Replayed();
    Journal.open(copied, replayed, error -> {}).close();
    assertThat(replayed.all)
        .containsExactly(
            new Replayed.Committed(lane("a"), FIRST), new Replayed.Committed(lane("b"), FIRST));
    var cut = directory.resolve("cut");
    copy(whole, cut, 2); // without lane a and its commit
    assertThatThrownBy(() -> Journal.open(cut, new Replayed(), error -> {}))
        .isInstanceOf(PortalsException.class)
        .hasMessageContaining("counts /p/b#0 as lane 1, but 0 lanes came before")
        .hasMessageContaining("Maybe its oldest segments were removed");
  }
}
