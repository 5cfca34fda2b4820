package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.plan.LaneId;
import dev.portals.protocol.Commit;
import dev.portals.protocol.LaneState;
import java.util.HashMap;
import java.util.Map;

/**
 * What the journal says: the memory of every lane, the launches, and in the streams what is not
 * consumed.
 */
final class Recovered implements Journal.Reader {
  private final RecoveredStreams streams = new RecoveredStreams();
  private final Map<LaneId, LaneRecovery> lanes = new HashMap<>();
  private final Map<String, JournalRecord.Launched> launches = new HashMap<>();

  @Override
  public void launched(JournalRecord.Launched launched) {
    launches.put(launched.application(), launched);
    streams.launched(launched);
  }

  @Override
  public void committed(LaneId lane, Commit commit) {
    lanes.computeIfAbsent(lane, id -> new LaneRecovery()).commit(commit);
    for (var entry : commit.entries()) {
      streams.entry(lane, entry);
    }
  }

  @Override
  public void snapshot(LaneId lane, JournalRecord.Snapshot part) {
    lanes.computeIfAbsent(lane, id -> new LaneRecovery()).snapshot(part);
    if (part instanceof JournalRecord.SnapshotPiece piece) {
      streams.snapshot(lane, piece);
    }
  }

  @Override
  public void kept(JournalRecord.Kept kept) {
    streams.kept(kept);
  }

  /**
   * Every lane, whole.
   *
   * @throws PortalsException if a part of one is not in the log
   */
  Map<LaneId, LaneState> lanes() {
    var states = new HashMap<LaneId, LaneState>();
    lanes.forEach(
        (lane, recovery) -> {
          var state = recovery.state();
          if (state == null) {
            throw new PortalsException(
                "the log has a part of %s only. Maybe its oldest segments were removed: put them back, or restore a backup"
                    .formatted(lane));
          }
          states.put(lane, state);
        });
    return states;
  }

  Map<String, JournalRecord.Launched> launches() {
    return launches;
  }

  RecoveredStreams streams() {
    return streams;
  }
}
