package dev.portals.store;

import dev.portals.protocol.BrokenLaneException;
import dev.portals.protocol.Commit;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.Entry;
import dev.portals.protocol.Paging;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows of the rows of a lane up to a commit: which pages lack changes, and what
 * the ring must not overwrite yet (rule C4). Grows with each commit that is known to be stored.
 *
 * <p>Pages are written in rounds. A round begins at a commit; when every page that lacks something
 * at that commit is written, and so are the dead letters, the lane is flushed up to it.
 */
final class KnownLane {
  /** A dead letter that is only in the ring. */
  record Letter(long commit, int index, DeadLetter letter) {}

  /** The atoms of a port below {@code end}, produced by a commit. */
  private record Produced(long commit, long end) {}

  private final LaneRows rows;
  private final Paging paging;
  private final long[] changed;
  private final long[] written;
  private final ArrayDeque<Letter> letters = new ArrayDeque<>();
  private final Map<String, ArrayDeque<Produced>> unpublished = new HashMap<>();
  private final BitSet unwritten = new BitSet();
  private long head;
  private long flushed;
  private long round;

  /** A lane before its first commit, or one to which the ring's commits are then added. */
  KnownLane(LaneRows rows, long flushed) {
    this.rows = rows;
    paging = new Paging(rows.settings().pages());
    this.flushed = flushed;
    changed = new long[paging.pages()];
    written = new long[paging.pages()];
  }

  /** A page is stored as of a commit, or of a later one. */
  void pageWritten(int page, long version) {
    written[page] = version;
    unwritten.clear(page);
    endRound();
  }

  /** A commit is stored. In order of number. */
  void add(Commit commit) {
    head = commit.number();
    var index = 0;
    for (var entry : commit.entries()) {
      for (var page : paging.of(entry)) {
        changed[page] = head;
      }
      if (entry instanceof Entry.Produced it) {
        unpublished
            .computeIfAbsent(it.port(), port -> new ArrayDeque<>())
            .add(new Produced(head, it.number() + 1));
      } else if (entry instanceof Entry.Published it) {
        var port = unpublished.get(it.port());
        while (port != null && !port.isEmpty() && port.peek().end() <= it.next()) {
          port.poll();
        }
      } else if (entry instanceof Entry.DeadLettered it && head > flushed) {
        letters.add(new Letter(head, index++, it.letter()));
      }
    }
  }

  /**
   * Rule C4: the slot that a commit overwrites must be needed by nobody. The driver flushes and
   * publishes before it commits, so this is never met.
   */
  void requireRoom(Commit commit) {
    var overwritten = commit.number() - rows.settings().ring();
    if (flushed < overwritten) {
      throw new BrokenLaneException(
          "internal error: commit %d would overwrite commit %d, but pages are flushed up to %d only"
                  .formatted(commit.number(), overwritten, flushed)
              + " (rule C4). Maybe report it");
    }
    unpublished.forEach(
        (port, atoms) -> {
          var oldest = atoms.peek();
          if (oldest != null
              && oldest.commit() <= overwritten
              && !publishes(commit, port, oldest.end())) {
            throw new BrokenLaneException(
                "internal error: commit %d would overwrite commit %d, whose atom %d of %s is not"
                        .formatted(commit.number(), oldest.commit(), oldest.end() - 1, port)
                    + " known to be published (rule C4). Maybe report it");
          }
        });
  }

  private static boolean publishes(Commit commit, String port, long end) {
    return commit.entries().stream()
        .anyMatch(
            entry ->
                entry instanceof Entry.Published it && it.port().equals(port) && it.next() >= end);
  }

  /** True while a round is under way; begins one when half of the ring is not flushed. */
  boolean isFlushing() {
    if (round == 0 && head - flushed >= rows.settings().ring() / 2) {
      round = head;
      for (var page = 0; page < changed.length; page++) {
        unwritten.set(page, changed[page] > written[page]);
      }
      endRound();
    }
    return round > 0;
  }

  /** The next dead letter to write in this round, or null. */
  @Nullable Letter letter() {
    var letter = letters.peek();
    return letter != null && letter.commit() <= round ? letter : null;
  }

  void letterWritten() {
    letters.poll();
    endRound();
  }

  /** The next page to write in this round, when there is no dead letter left. */
  int page() {
    return unwritten.nextSetBit(0);
  }

  private void endRound() {
    if (round > 0 && unwritten.isEmpty() && letter() == null) {
      flushed = round;
      round = 0;
    }
  }

  LaneRows rows() {
    return rows;
  }

  long head() {
    return head;
  }

  long flushed() {
    return flushed;
  }
}
