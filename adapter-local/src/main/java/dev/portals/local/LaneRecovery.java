package dev.portals.local;

import dev.portals.protocol.BrokenLaneException;
import dev.portals.protocol.Commit;
import dev.portals.protocol.LaneRestore;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.Paging;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes one lane's memory of what the journal holds: all its commits, or, where the log was
 * truncated, a snapshot and the commits behind it. What lies before its first whole snapshot is
 * passed over.
 */
final class LaneRecovery {
  private @Nullable LaneState state;
  private @Nullable LaneRestore restore;
  private final List<Commit> behind = new ArrayList<>();
  private long head;
  private int missing;
  private long newest;

  /**
   * @throws BrokenLaneException if it does not follow that before it, passed over or not
   */
  void commit(Commit commit) {
    if (newest > 0) {
      require(commit.number(), newest + 1);
    }
    newest = commit.number();
    if (state != null) {
      state.apply(commit);
    } else if (restore != null) {
      behind.add(commit);
    } else if (commit.number() == 1) {
      state = new LaneState();
      state.apply(commit);
    }
  }

  void snapshot(JournalRecord.Snapshot part) {
    if (state != null) {
      return; // it says nothing new
    }
    if (part instanceof JournalRecord.SnapshotBegan began) {
      begin(began);
    } else if (restore != null) {
      take(restore, part);
    }
  }

  private void begin(JournalRecord.SnapshotBegan began) {
    if (newest > 0) {
      require(began.head(), newest);
    }
    newest = began.head();
    var fresh = new LaneRestore(new Paging(1), began.head());
    fresh.at(began.head(), began.planEpoch());
    restore = fresh;
    behind.clear();
    head = began.head();
    missing = began.parts();
    endIfWhole(fresh);
  }

  private void take(LaneRestore into, JournalRecord.Snapshot part) {
    if (part instanceof JournalRecord.SnapshotPiece it) {
      into.page(0, head, it.piece());
    } else if (part instanceof JournalRecord.SnapshotLetter it) {
      into.deadLetter(it.letter());
    }
    missing--;
    endIfWhole(into);
  }

  private static void require(long number, long expected) {
    if (number != expected) {
      throw new BrokenLaneException(
          "commit %d is where %d belongs: one is missing, or out of order"
              .formatted(number, expected));
    }
  }

  private void endIfWhole(LaneRestore whole) {
    if (missing == 0) {
      behind.forEach(whole::commit);
      behind.clear();
      state = whole.state();
      restore = null;
    }
  }

  /** The lane; null if it is not whole. */
  @Nullable LaneState state() {
    return state;
  }
}
