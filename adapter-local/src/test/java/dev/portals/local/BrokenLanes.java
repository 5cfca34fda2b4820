package dev.portals.local;

import dev.portals.local.log.LogSettings;
import dev.portals.plan.LaneId;
import dev.portals.protocol.Commit;
import dev.portals.protocol.CommitFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Breaks lanes that have run: in the next life they find a commit of a later deployment (C9). */
public final class BrokenLanes {
  private BrokenLanes() {}

  /** The directory must be closed, and hold launches of one application with that operator. */
  public static void breakLane(Path directory, String operator) {
    var replayed = new Replayed();
    try (var journal = Journal.open(directory, LogSettings.DEFAULT, replayed, error -> {})) {
      LaneId lane = null;
      var newest = 0L;
      for (var one : replayed.all) {
        if (one instanceof Replayed.Committed committed
            && committed.lane().operator().equals(operator)) {
          lane = committed.lane();
          newest = committed.commit().number();
        }
      }
      var later = new Commit(newest + 1, 1, 0, 99, List.of());
      journal.append(Objects.requireNonNull(lane, operator), CommitFormat.encode(later));
    }
  }
}
