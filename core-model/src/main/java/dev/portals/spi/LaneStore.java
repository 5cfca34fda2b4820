package dev.portals.spi;

import dev.portals.codec.Bytes;
import dev.portals.plan.LaneId;
import dev.portals.protocol.LaneState;

/**
 * Keeps the commits of lanes (rule C1). Several processes may use one lane at once: the store
 * decides who wins.
 */
public interface LaneStore {
  /**
   * The lane as its commits say. May be behind by a commit that lands while it is read; never has a
   * hole.
   *
   * @throws StoreUnavailableException if it cannot be read now
   */
  LaneState load(LaneId lane);

  /**
   * Stores commit {@code number} iff the newest is {@code number - 1}. May answer {@code UNKNOWN}:
   * then the commit may be stored, now or later, or not. The caller tries again at once: an
   * implementation paces itself.
   */
  Appended append(LaneId lane, long number, Bytes commit);

  /**
   * The number of the newest commit, 0 if there is none; never behind a commit that was
   * acknowledged before the call.
   *
   * @throws StoreUnavailableException if it cannot be read now
   */
  long newest(LaneId lane);

  /** What became of a commit. */
  enum Appended {
    COMMITTED,
    CONFLICT,
    UNKNOWN
  }
}
