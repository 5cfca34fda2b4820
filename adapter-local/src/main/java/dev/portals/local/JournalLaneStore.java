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
  private final Truncation truncation;
  private final Runnable wake;
  private final Map<LaneId, LaneState> recovered;
  private final Map<LaneId, Long> heads = new ConcurrentHashMap<>();

  /**
   * Over a journal that holds these lanes.
   *
   * @param wake lets every lane that runs poll soon
   */
  JournalLaneStore(
      Journal journal, Map<LaneId, LaneState> recovered, Truncation truncation, Runnable wake) {
    this.journal = journal;
    this.truncation = truncation;
    this.wake = wake;
    this.recovered = new ConcurrentHashMap<>(recovered);
    recovered.forEach((lane, state) -> heads.put(lane, state.head()));
  }

  /**
   * Hands out what was recovered or given back, once: the lock file and the pinned lanes leave
   * nobody to conflict with.
   */
  @Override
  public LaneState load(LaneId lane) {
    var state = recovered.remove(lane);
    if (state == null) {
      state = new LaneState();
      if (heads.putIfAbsent(lane, 0L) != null) {
        throw new IllegalStateException(lane + " is run already by this process");
      }
    }
    return state;
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

  /** The lane as of its newest commit, for whoever runs it next. */
  void giveBack(LaneId lane, LaneState state) {
    recovered.put(lane, state);
    recovered.computeIfPresent(lane, this::writeAll); // if the log is being truncated
  }

  /** A lane that has ended: nothing is to be known of it. Nobody runs it. */
  void forget(LaneId lane) {
    recovered.remove(lane);
    heads.remove(lane);
    truncation.forget(lane);
  }

  @Override
  public long newest(LaneId lane) {
    return heads.getOrDefault(lane, 0L);
  }

  /** A piece of what is to be said again before the log's beginning is removed. */
  @Override
  public boolean flush(LaneId lane, LaneState committed) {
    if (truncation.isDue() && truncation.begin(heads.keySet())) {
      recovered.keySet().forEach(id -> recovered.computeIfPresent(id, this::writeAll));
      wake.run();
    }
    return truncation.write(lane, committed);
  }

  /** A lane of an application that is not launched, and does not begin meanwhile. */
  private LaneState writeAll(LaneId lane, LaneState state) {
    var more = true;
    while (more) {
      more = truncation.write(lane, state);
    }
    return state;
  }
}
