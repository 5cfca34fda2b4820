package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.local.log.LogSettings;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.protocol.Commit;
import dev.portals.protocol.CommitFormat;
import dev.portals.spi.LaneStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalLaneStoreTest {
  private static final LaneId LANE = new LaneId("p", new Incarnation(1, 1), "generators/out", 0);
  private static final Commit FIRST = new Commit(1, 1, 0, 1, List.of());

  private static final LogSettings SMALL = new LogSettings(25 * 512, 24 * 512, 12_000);

  @TempDir Path directory;

  private Journal journal;
  private Truncation truncation;
  private JournalLaneStore store;

  @BeforeEach
  void open() {
    journal = Journal.open(directory, SMALL, new Replayed(), error -> {});
    truncation = new Truncation(journal, new LocalStreams(), SMALL);
    store = new JournalLaneStore(journal, Map.of(), truncation, () -> {});
  }

  @AfterEach
  void close() {
    journal.close();
  }

  @Test
  void lane_givenBack_isHandedOutOnce() {
    var state = store.load(LANE);
    assertThatThrownBy(() -> store.load(LANE)).isInstanceOf(IllegalStateException.class);
    store.giveBack(LANE, state);
    assertThat(store.load(LANE)).isSameAs(state);
    assertThatThrownBy(() -> store.load(LANE)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void lane_forgotten_commitsNothing() {
    store.load(LANE);
    assertThat(store.append(LANE, 1, CommitFormat.encode(FIRST)))
        .isEqualTo(LaneStore.Appended.COMMITTED);
    store.forget(LANE);
    assertThat(store.append(LANE, 2, CommitFormat.encode(FIRST)))
        .isEqualTo(LaneStore.Appended.CONFLICT);
    assertThat(store.newest(LANE)).isZero();
  }

  @Test
  void lane_thatHasCommittedNothing_leavesNoPartOfItselfInATruncatedLog() {
    var other = new LaneId("p", new Incarnation(1, 1), "workflows/other", 0);
    store.load(other);
    var state = store.load(LANE);
    for (var number = 1L; !truncation.isDue(); number++) {
      store.append(other, number, CommitFormat.encode(new Commit(number, 1, 0, 1, List.of())));
      journal.awaitDurable();
    }
    store.flush(LANE, state);
    journal.close();
    var recovered = new Recovered();
    journal = Journal.open(directory, SMALL, recovered, error -> {});
    assertThat(recovered.lanes()).containsOnlyKeys(other);
  }
}
