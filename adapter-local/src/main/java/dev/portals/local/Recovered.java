package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.plan.LaneId;
import dev.portals.plan.Phase;
import dev.portals.protocol.Commit;
import dev.portals.protocol.LaneState;
import java.util.HashMap;
import java.util.Map;

/**
 * What the journal says: the memory of every lane that has not ended, the registry, and in the
 * streams what is not consumed.
 */
final class Recovered implements Journal.Reader {
  private final RecoveredStreams streams = new RecoveredStreams();
  private final Map<LaneId, LaneRecovery> lanes = new HashMap<>();
  private final Map<String, JournalRecord.Registered> items = new HashMap<>();

  @Override
  public void registered(JournalRecord.Registered registered) {
    items.put(registered.registration().application(), registered);
    streams.readers(
        Readers.of(items.values().stream().map(JournalRecord.Registered::registration).toList()));
  }

  @Override
  public void reserved(JournalRecord.Reserved reserved) {
    streams.reserved(reserved);
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
   * Every lane of what has not been stopped, whole.
   *
   * @throws PortalsException if a part of one is not in the log
   */
  Map<LaneId, LaneState> lanes() {
    var states = new HashMap<LaneId, LaneState>();
    lanes.forEach(
        (lane, recovery) -> {
          var state = recovery.state();
          if (hasEnded(lane)) {
            return;
          }
          if (state == null) {
            throw new PortalsException(
                "the log has a part of %s only. Maybe its oldest segments were removed: put them back, or restore a backup"
                    .formatted(lane));
          }
          states.put(lane, state);
        });
    return states;
  }

  /** Nothing is to be known of it any more, and a truncated log does not have it. */
  private boolean hasEnded(LaneId lane) {
    var item = items.get(lane.application());
    return item != null
        && (item.registration().phase() == Phase.STOPPED
            || !item.registration().incarnation().equals(lane.incarnation()));
  }

  /** The registry's items, by application. */
  Map<String, JournalRecord.Registered> items() {
    return items;
  }

  RecoveredStreams streams() {
    return streams;
  }
}
