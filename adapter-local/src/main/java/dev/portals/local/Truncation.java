package dev.portals.local;

import dev.portals.local.log.LogSettings;
import dev.portals.plan.LaneId;
import dev.portals.protocol.LaneSnapshot;
import dev.portals.protocol.LaneState;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps the log short while lanes run. When it has grown, everything that is needed is said again
 * at its end: who the lanes are, every lane as of one of its commits, the atoms that are kept. Then
 * what lies before is removed. So a start reads about as much as there is, not all that ever was.
 *
 * <p>A lane writes its part itself, piece by piece between commits; taking the snapshot holds it up
 * for as long as walking over its state takes. A lane that is broken writes nothing, and the log
 * grows until it is mended. For any thread, each lane's calls one after the other.
 */
final class Truncation {
  private static final long LEAST_SEGMENTS = 4;
  private static final int MOST_PIECE_BYTES = 256 << 10;

  private final Journal journal;
  private final LocalStreams streams;
  private final long least;
  private final int pieceBytes;
  private final Set<LaneId> waiting = ConcurrentHashMap.newKeySet();
  private final Map<LaneId, ArrayDeque<JournalRecord>> parts = new ConcurrentHashMap<>();
  private final AtomicLong said = new AtomicLong();
  private volatile boolean running;
  private volatile long limit;
  private long from;

  /** Of a journal that is open: it is truncated when it has more than a few segments. */
  Truncation(Journal journal, LocalStreams streams, LogSettings settings) {
    this.journal = journal;
    this.streams = streams;
    least = LEAST_SEGMENTS * settings.segmentBytes();
    limit = least;
    pieceBytes = Math.min(MOST_PIECE_BYTES, settings.entryBytes() / 4);
  }

  /** True if the log has grown enough, and nothing is under way. */
  boolean isDue() {
    return !running && journal.bytes() > limit;
  }

  /**
   * Begins, if it is due: from now on {@link #write} has something to do for each of these lanes.
   *
   * @return false if another thread has begun
   */
  synchronized boolean begin(Collection<LaneId> lanes) {
    if (!isDue()) {
      return false;
    }
    said.set(0);
    from = journal.beginAnew();
    waiting.addAll(lanes); // after that: who begins from now on begins behind it
    running = true;
    return true;
  }

  /** Writes a piece of a lane as of its newest commit; false if there is nothing to write. */
  boolean write(LaneId lane, LaneState committed) {
    if (!running || !waiting.contains(lane)) {
      return false;
    }
    var left = parts.computeIfAbsent(lane, id -> parts(id, committed));
    said.addAndGet(journal.append(left.remove()));
    if (left.isEmpty()) {
      parts.remove(lane);
      done(lane);
    }
    return true;
  }

  private ArrayDeque<JournalRecord> parts(LaneId lane, LaneState committed) {
    var number = journal.number(lane);
    var records = new ArrayDeque<JournalRecord>();
    for (var piece : LaneSnapshot.of(committed, pieceBytes)) {
      records.add(new JournalRecord.SnapshotPiece(number, piece));
    }
    for (var letter : committed.deadLetters()) {
      records.add(new JournalRecord.SnapshotLetter(number, letter));
    }
    records.addFirst(
        new JournalRecord.SnapshotBegan(
            number, committed.head(), committed.planEpoch(), records.size()));
    return records;
  }

  private synchronized void done(LaneId lane) {
    waiting.remove(lane);
    if (waiting.isEmpty()) {
      streams.keepAgain(journal, pieceBytes);
      journal.truncate(from, this::end);
    }
  }

  private void end() {
    limit = least + 2 * said.get();
    running = false;
  }
}
