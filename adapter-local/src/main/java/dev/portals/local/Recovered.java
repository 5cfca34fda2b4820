package dev.portals.local;

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
  private final LocalStreams streams;
  private final Map<LaneId, LaneState> lanes = new HashMap<>();
  private final Map<String, JournalRecord.Launched> launches = new HashMap<>();

  Recovered(LocalStreams streams) {
    this.streams = streams;
  }

  @Override
  public void launched(JournalRecord.Launched launched) {
    launches.put(launched.application(), launched);
    streams.subscribe(launched);
  }

  @Override
  public void committed(LaneId lane, Commit commit) {
    lanes.computeIfAbsent(lane, id -> new LaneState()).apply(commit);
    for (var entry : commit.entries()) {
      streams.replay(lane, entry);
    }
  }

  Map<LaneId, LaneState> lanes() {
    return lanes;
  }

  Map<String, JournalRecord.Launched> launches() {
    return launches;
  }
}
