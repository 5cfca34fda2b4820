package dev.portals.protocol;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a lane's state of its pages and of the commits behind them (rules C3 to C5). First the
 * pages, then the commits in order of number, then {@link #state}.
 */
public final class LaneRestore {
  private final Paging paging;
  private final long flushed;
  private final long[] versions;
  private final LaneState state = new LaneState();
  private final Map<String, TreeMap<Long, Atom>> atoms = new HashMap<>();
  private final Map<Long, Map<Integer, Outcome>> gathered = new HashMap<>();
  private long planEpoch;
  private long head;

  /**
   * Of pages that contain commits 1 to {@code flushed}, each perhaps more.
   *
   * @param flushed what the newest commit says of the pages
   */
  public LaneRestore(Paging paging, long flushed) {
    this.paging = paging;
    this.flushed = flushed;
    this.versions = new long[paging.pages()];
  }

  /** The lane as of the commit that its pages are of, should there be no commit behind it. */
  public void at(long commit, long epoch) {
    head = commit;
    planEpoch = epoch;
  }

  /** A page as of commit {@code version}. */
  public void page(int page, long version, PageImage image) {
    versions[page] = version;
    state.restore(image);
    image.gathered().forEach((group, answers) -> answers(group).putAll(answers));
  }

  /** A dead letter of a commit up to {@code flushed}. */
  public void deadLetter(DeadLetter letter) {
    state.apply(new Entry.DeadLettered(letter), 0);
  }

  /** A commit: applied to the pages that do not contain it. */
  public void commit(Commit commit) {
    for (var entry : commit.entries()) {
      if (entry instanceof Entry.Produced produced) {
        atoms
            .computeIfAbsent(produced.port(), port -> new TreeMap<>())
            .put(produced.number(), produced.atom());
      }
      if (commit.number() > flushed) {
        apply(entry, commit);
      }
    }
    state.stage().advance();
    head = commit.number();
    planEpoch = commit.planEpoch();
  }

  private void apply(Entry entry, Commit commit) {
    if (entry instanceof Entry.Wrote wrote) {
      var missing =
          wrote.values().stream()
              .filter(v -> versions[paging.value(wrote.state(), v.key())] < commit.number())
              .toList();
      state.apply(new Entry.Wrote(wrote.state(), missing), commit.at());
    } else if (isMissing(entry, commit.number())) {
      if (entry instanceof Entry.Gathered it) {
        answers(it.group()).put(it.index(), it.answer()); // the asks are perhaps of a later commit
      } else {
        state.apply(entry, commit.at());
      }
    } else if (Stage.isMark(entry)) {
      state.stage().mark(); // no page tells that it is the newest commit's
    }
  }

  private boolean isMissing(Entry entry, long commit) {
    for (var page : paging.of(entry)) {
      if (versions[page] >= commit) {
        return false;
      }
    }
    return true;
  }

  private Map<Integer, Outcome> answers(long group) {
    return gathered.computeIfAbsent(group, number -> new HashMap<>());
  }

  /**
   * The lane as of the last commit.
   *
   * @throws BrokenLaneException if an atom is neither published nor in one of the commits
   */
  public LaneState state() {
    for (var producer : state.producers()) {
      producer.restore(atoms.getOrDefault(producer.port(), new TreeMap<>()));
    }
    state.groups().restore(gathered);
    state.restored(head, planEpoch);
    return state;
  }
}
