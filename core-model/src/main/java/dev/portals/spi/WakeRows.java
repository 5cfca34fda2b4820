package dev.portals.spi;

import dev.portals.plan.LaneId;
import java.util.List;

/**
 * Durable notes that a lane is to be driven on though nobody calls it (rules W1 to W3), for hosts
 * whose processes run only while they are called. Idle lanes have none.
 *
 * <p>A row may come back after it was deleted (a write that arrives late), and may stay though its
 * deletion was acknowledged: whoever finds one looks at the lane. A row whose {@link #put} returned
 * is there until it is deleted.
 *
 * <p>Who launches an application puts row 1 of each lane with a generator, due at once, before the
 * launch counts as done.
 */
public interface WakeRows {
  /** For a process that drives all its lanes until they are done: it needs no rows. */
  WakeRows NONE = new NoWakeRows();

  /**
   * A row. There is one for each lane and time.
   *
   * @param number the lane's commit that relies on it, or a later one: not to be deleted while the
   *     lane has fewer commits
   * @param due when to look at the lane, in milliseconds since 1970, from 0
   */
  record Wake(LaneId lane, long number, long due) {
    public Wake {
      if (number < 1 || due < 0) {
        throw new IllegalArgumentException(
            "a wake row of %s for commit %d, due at %d. Maybe commits from 1, times from 0"
                .formatted(lane, number, due));
      }
    }
  }

  /**
   * Stores a row; one of the same lane and time gives way if its number is lower, else it stays.
   *
   * @throws StoreUnavailableException if it is not known to be stored; call again
   */
  void put(Wake wake);

  /**
   * Removes a row, unless it has another number by now: then somebody else relies on it.
   *
   * @throws StoreUnavailableException if it is not known to be removed; call again or let it be
   */
  void delete(Wake wake);

  /**
   * All rows that are due, the longest due first.
   *
   * @param now milliseconds since 1970
   * @throws StoreUnavailableException if they cannot be read now
   */
  List<Wake> due(long now);
}
