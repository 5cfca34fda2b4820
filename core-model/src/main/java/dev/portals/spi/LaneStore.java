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
   * The number of the newest commit, 0 if there is none, if this process knows it; otherwise one
   * that is higher than all that it knows. So a lane whose memory is of another number than the
   * answer has missed a commit. Sees every commit that was acknowledged before the call.
   *
   * @throws StoreUnavailableException if it cannot be read now
   */
  long newest(LaneId lane);

  /**
   * Writes one piece of what the store keeps besides commits, so that the lane can go on and be
   * loaded fast (rules C3, C4). To be called between commits until it answers false: a store may
   * break a lane for which that is left undone for long.
   *
   * @param committed the lane as of its newest commit, without anything of the next
   * @return false if there is nothing to write
   * @throws StoreUnavailableException if it is not known to be written; call again later
   */
  boolean flush(LaneId lane, LaneState committed);

  /** What became of a commit. */
  enum Appended {
    COMMITTED,
    CONFLICT,
    UNKNOWN
  }
}
