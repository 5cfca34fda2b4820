package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.local.log.LogSettings;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.protocol.Commit;
import dev.portals.protocol.CommitFormat;
import dev.portals.spi.LaneStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalLaneStoreTest {
  private static final Incarnation INCARNATION = new Incarnation(1, 1);
  private static final LaneId LANE = new LaneId("p", INCARNATION, "generators/out", 0);
  private static final Commit FIRST = new Commit(1, 1, 0, 1, List.of());

  @TempDir Path directory;

  @Test
  void launch_whileALaneCommitsFirst_isBeforeItInTheJournal() throws Exception {
    var launched = new JournalRecord.Launched("c", INCARNATION, 1, 1, List.of());
    try (var journal = Journal.open(directory, LogSettings.DEFAULT, new Replayed(), error -> {})) {
      var store =
          new JournalLaneStore(
              journal,
              Map.of(),
              new Truncation(journal, new LocalStreams(), LogSettings.DEFAULT),
              () -> {});
      store.load(LANE);
      var appended = new CompletableFuture<LaneStore.Appended>();
      var lane =
          new Thread(() -> appended.complete(store.append(LANE, 1, CommitFormat.encode(FIRST))));
      store.whileNoneBegins(
          () -> {
            lane.start();
            while (lane.getState() != Thread.State.WAITING) {
              Thread.onSpinWait();
            }
            assertThat(store.newest(LANE)).isZero();
            journal.append(launched);
          });
      assertThat(appended.get()).isEqualTo(LaneStore.Appended.COMMITTED);
      assertThat(store.newest(LANE)).isEqualTo(1);
    }
    var replayed = new Replayed();
    Journal.open(directory, LogSettings.DEFAULT, replayed, error -> {}).close();
    assertThat(replayed.all).containsExactly(launched, new Replayed.Committed(LANE, FIRST));
  }
}
