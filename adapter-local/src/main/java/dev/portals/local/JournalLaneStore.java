package dev.portals.local;

import dev.portals.codec.Bytes;
import dev.portals.plan.LaneId;
import dev.portals.protocol.LaneState;
import dev.portals.spi.LaneStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lane store of one process: a commit is an entry in the journal's current epoch, stored with
 * it or not at all. Until then nothing leaves the process (protocol rule C7, "Local runtime").
 */
final class JournalLaneStore implements LaneStore {
  private final Journal journal;
  private final Map<LaneId, LaneState> recovered;
  private final Map<LaneId, Long> heads = new ConcurrentHashMap<>();

  JournalLaneStore(Journal journal, Map<LaneId, LaneState> recovered) {
    this.journal = journal;
    this.recovered = new ConcurrentHashMap<>(recovered);
  }

  /**
   * Hands out what was recovered, once: the lock file and the pinned lanes leave nobody to conflict
   * with.
   */
  @Override
  public LaneState load(LaneId lane) {
    if (heads.containsKey(lane)) {
      throw new IllegalStateException(lane + " was loaded before by this process");
    }
    var state = recovered.remove(lane);
    var loaded = state == null ? new LaneState() : state;
    heads.put(lane, loaded.head());
    return loaded;
  }

  @Override
  public Appended append(LaneId lane, long number, Bytes commit) {
    if (heads.getOrDefault(lane, -1L) != number - 1) {
      return Appended.CONFLICT;
    }
    journal.append(lane, commit);
    heads.put(lane, number);
    return Appended.COMMITTED;
  }

  @Override
  public long newest(LaneId lane) {
    return heads.getOrDefault(lane, 0L);
  }

  /** The journal keeps every commit: there is nothing else to write. */
  @Override
  public boolean flush(LaneId lane, LaneState committed) {
    return false;
  }
}
