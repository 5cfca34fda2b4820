package dev.portals.local;

import dev.portals.codec.Bytes;
import dev.portals.plan.LaneId;
import dev.portals.protocol.LaneState;
import dev.portals.spi.LaneStore;

/** A lane store whose commits are followed. */
record TracedLaneStore(LaneStore store, Traces traces) implements LaneStore {
  @Override
  public LaneState load(LaneId lane) {
    return store.load(lane);
  }

  @Override
  public Appended append(LaneId lane, long number, Bytes commit) {
    var appended = store.append(lane, number, commit);
    if (appended == Appended.COMMITTED) {
      traces.committed(lane, commit);
    }
    return appended;
  }

  @Override
  public long newest(LaneId lane) {
    return store.newest(lane);
  }

  @Override
  public boolean flush(LaneId lane, LaneState committed) {
    return store.flush(lane, committed);
  }
}
