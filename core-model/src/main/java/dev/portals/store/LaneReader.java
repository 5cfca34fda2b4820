package dev.portals.store;

import dev.portals.protocol.BrokenLaneException;
import dev.portals.protocol.Commit;
import dev.portals.protocol.CommitFormat;
import dev.portals.protocol.LaneRestore;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.Paging;
import dev.portals.spi.StoreUnavailableException;
import dev.portals.spi.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a lane (rule C5). Rows of one query may be of different moments, so what does not fit
 * together is read again.
 */
final class LaneReader {
  private static final int TRIES = 8;

  /** A lane, and what is known of its rows. */
  record Loaded(LaneState state, KnownLane known) {}

  private final Table table;
  private final LaneRows rows;
  private final Paging paging;
  private String torn = "";

  LaneReader(Table table, LaneRows rows) {
    this.table = table;
    this.rows = rows;
    this.paging = new Paging(rows.settings().pages());
  }

  /** The newest commit's number, 0 if there is none. */
  static long newest(List<Table.Row> ring) {
    var newest = 0L;
    for (var row : ring) {
      newest = Math.max(newest, row.version());
    }
    return newest;
  }

  List<Table.Row> ring() {
    return table.query(rows.partition(), "slot/", "slot0", rows.settings().ring());
  }

  /**
   * The lane.
   *
   * @throws StoreUnavailableException if it was always being written when it was read
   */
  Loaded load() {
    for (var tried = 0; tried < TRIES; tried++) {
      var loaded = read();
      if (loaded != null) {
        return loaded;
      }
    }
    throw new StoreUnavailableException(
        "%s does not fit together after %d reads: %s. Maybe others write it all the time; if it"
                .formatted(rows.lane(), TRIES, torn)
            + " stays so, rows were lost");
  }

  /** The slots before the pages: then the pages contain what the newest slot says they do. */
  private @Nullable Loaded read() {
    var ring = ring();
    var head = newest(ring);
    if (head == 0) {
      return new Loaded(new LaneState(), new KnownLane(rows, 0));
    }
    var slots = ring.stream().map(rows::slot).toList();
    if (isTorn(ring, head)) {
      return null;
    }
    var commits = new ArrayList<Commit>(ring.size());
    var flushed = 0L;
    for (var at = 0; at < ring.size(); at++) {
      var slot = slots.get(at);
      var row = ring.get(at);
      commits.add(commit(row, slot));
      flushed = Math.max(flushed, slot.flushed());
    }
    commits.sort(Comparator.comparingLong(Commit::number));
    if (flushed < head - rows.settings().ring()) {
      throw new BrokenLaneException(
          "%s has pages up to commit %d and commits from %d (rule C4)"
              .formatted(rows.lane(), flushed, commits.get(0).number()));
    }
    return restore(commits, flushed, head);
  }

  /**
   * At every moment the ring holds the newest commits, as many as it has slots, so no more than
   * their number and the oldest need to be looked at.
   */
  private boolean isTorn(List<Table.Row> ring, long head) {
    var oldest = head;
    for (var row : ring) {
      oldest = Math.min(oldest, row.version());
    }
    var expected = Math.min(head, rows.settings().ring());
    if (ring.size() == expected && oldest == head - expected + 1) {
      return false;
    }
    torn = ring.size() + " commits from " + oldest + " to " + head;
    return true;
  }

  private Commit commit(Table.Row row, LaneRows.Slot slot) {
    var commit = CommitFormat.decode(slot.commit());
    if (commit.number() != row.version() || !row.key().equals(rows.slotKey(row.version()))) {
      throw new BrokenLaneException(
          "%s has commit %d in row %s of version %d. Maybe the table was changed by hand"
              .formatted(rows.lane(), commit.number(), row.key().sort(), row.version()));
    }
    return commit;
  }

  private @Nullable Loaded restore(List<Commit> commits, long flushed, long head) {
    var restore = new LaneRestore(paging, flushed);
    var known = new KnownLane(rows, flushed);
    for (var row : table.query(rows.partition(), "page/", "page0", paging.pages())) {
      if (row.version() > head) {
        torn = "commit " + head + " and " + row.key().sort() + " of commit " + row.version();
        return null;
      }
      var page = Integer.parseInt(row.key().sort().substring("page/".length()));
      restore.page(page, row.version(), rows.page(row));
      known.pageWritten(page, row.version());
    }
    letters(restore, flushed);
    for (var commit : commits) {
      restore.commit(commit);
      known.add(commit);
    }
    return new Loaded(restore.state(), known);
  }

  /** Those behind {@code flushed} are in the ring, and perhaps in rows already. */
  private void letters(LaneRestore restore, long flushed) {
    var below = rows.letterKey(flushed + 1, 0).sort();
    for (var row : RowRange.read(table, rows.partition(), "dead/", below)) {
      restore.deadLetter(LaneRows.letter(row));
    }
  }
}
