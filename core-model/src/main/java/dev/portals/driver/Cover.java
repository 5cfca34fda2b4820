package dev.portals.driver;

import dev.portals.plan.LaneId;
import dev.portals.protocol.AskerChannel;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.ProducerChannel;
import dev.portals.spi.WakeRows;
import dev.portals.spi.WakeRows.Wake;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who comes back to a lane should its process be gone (rules W1, W2): the source of a delivery, a
 * lane that asks, or, where neither does, a wake row.
 *
 * <p>A row of number n is deleted by nobody who has not seen commit n, and by nobody who then sees
 * something owed. So it covers commit n, and all that follow while each owes what only a commit can
 * end. A delivery covers in the same way from the commit on that takes its first atom, as nobody
 * releases it before, and an ask of another lane from the commit on that accepts it. Hence: if the
 * newest commit owes what only another can end, the lane is covered, and the next commit needs no
 * new row.
 */
final class Cover {
  private static final long DUE_MILLIS = 60_000;
  private static final long GRID_MILLIS = 10_000;

  private final LaneId lane;
  private final Completion completion;
  private final WakeRows rows;
  private final InstantSource time;
  private final List<Wake> known = new ArrayList<>();
  private boolean isFound;

  Cover(LaneId lane, Completion completion, Ports ports) {
    this.lane = lane;
    this.completion = completion;
    rows = ports.wakes();
    time = ports.time();
  }

  /** A row that somebody has found. */
  void found(Wake wake) {
    isFound = true;
    if (!known.contains(wake)) {
      known.add(wake);
    }
  }

  /** True if this process is to see to all that the lane owes. */
  boolean isCalledFor() {
    return isNeedless() || isFound;
  }

  /** The lane is left. */
  void left() {
    isFound = false;
  }

  /** True in a process that drives the lane until all is done: it needs no rows. */
  private boolean isNeedless() {
    return rows == WakeRows.NONE;
  }

  /** True if the lane is covered whatever its next commit adds. */
  boolean isCovered(LaneState committed, Inbox inbox) {
    return isNeedless() || owesCommit(committed) || inbox.isAhead(committed);
  }

  /** What only a commit can end. */
  private boolean owesCommit(LaneState memory) {
    return memory.askers().stream().anyMatch(AskerChannel::hasUnsettled)
        || completion.isOwed(memory);
  }

  private boolean owes(LaneState memory) {
    return owesCommit(memory) || memory.producers().stream().anyMatch(ProducerChannel::owes);
  }

  /** Rule W1: puts the row that a commit relies on, before it; false if it needs none. */
  boolean precedes(LaneState memory, Draft draft) {
    var number = memory.head() + 1;
    if (draft.isCovered() || draft.servesLanes() || !owes(memory) || reaches(number)) {
      return false;
    }
    return put(number, DUE_MILLIS);
  }

  /** True once all that is owed is done, or a row of this process covers it: answers may leave. */
  boolean frees(LaneState committed) {
    return isNeedless() || reaches(committed.head()) || !owes(committed);
  }

  /** Rule W2: the same for deliveries, which a process that drives on keeps for their asks only. */
  boolean releases(LaneState committed) {
    return isNeedless() ? !committed.isDraining() : frees(committed);
  }

  private boolean reaches(long number) {
    return known.stream().anyMatch(wake -> wake.number() >= number);
  }

  /** Puts a row for what is owed while this process goes on; false if none is needed. */
  boolean put(LaneState committed) {
    return !frees(committed) && put(newest(committed), DUE_MILLIS);
  }

  /** Puts a row for what is owed when this process leaves it; false if one is there. */
  boolean leave(LaneState committed) {
    var latest = latest();
    var isThere =
        latest != null && latest.number() >= committed.head() && latest.due() > time.millis();
    return !isNeedless() && owes(committed) && !isThere && put(newest(committed), 0);
  }

  /** No lower than any known row, so that it replaces them all. */
  private long newest(LaneState committed) {
    var latest = latest();
    return Math.max(Math.max(committed.head(), 1), latest == null ? 1 : latest.number());
  }

  /** Rows of different processes meet on a grid of times: a busy lane has few. */
  private boolean put(long number, long delay) {
    var latest = latest();
    var now = time.millis();
    var due =
        latest != null && latest.due() > now + delay / 2
            ? latest.due()
            : ((now + delay) / GRID_MILLIS + 1) * GRID_MILLIS;
    var wake = new Wake(lane, number, due);
    rows.put(wake);
    known.removeIf(other -> other.due() == due);
    known.add(wake);
    return true;
  }

  private @Nullable Wake latest() {
    return known.stream()
        .max(Comparator.comparingLong(Wake::number).thenComparingLong(Wake::due))
        .orElse(null);
  }

  /** A row that nothing needs any more, or null: another replaces it, or nothing is owed. */
  @Nullable Wake spare(LaneState committed) {
    var latest = latest();
    for (var wake : known) {
      if (!wake.equals(latest) || !owes(committed)) {
        return wake;
      }
    }
    return null;
  }

  /**
   * True if a spare row may go. The last one stays until the lane has its number of commits: a
   * writer that relies on it may be under way, and fails only if its place is taken.
   */
  boolean isFenced(LaneState committed, Wake spare) {
    return spare.number() <= committed.head() || !spare.equals(latest());
  }

  void delete(Wake spare) {
    rows.delete(spare);
    known.remove(spare);
  }
}
