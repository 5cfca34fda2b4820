package dev.portals.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.codec.Bytes;
import dev.portals.plan.LaneId;
import dev.portals.protocol.Commit;
import dev.portals.protocol.CommitFormat;
import dev.portals.protocol.Entry;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.Paging;
import dev.portals.spi.LaneStore;
import dev.portals.spi.StoreUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** A store of one lane in memory, whose next outcomes a test decides. */
final class FakeStore implements LaneStore {
  /** What becomes of an append. */
  enum Fate {
    UNKNOWN_AND_STORED,
    UNKNOWN_AND_LOST,
    OVERTAKEN
  }

  private final List<String> calls;
  private final List<Commit> commits = new ArrayList<>();
  final ArrayDeque<Fate> fates = new ArrayDeque<>();
  boolean unavailable;
  int toFlush;

  FakeStore(List<String> calls) {
    this.calls = calls;
  }

  @Override
  public LaneState load(LaneId lane) {
    calls.add("load");
    if (unavailable) {
      throw new StoreUnavailableException("the store is away");
    }
    var state = new LaneState();
    commits.forEach(state::apply);
    return state;
  }

  @Override
  public Appended append(LaneId lane, long number, Bytes commit) {
    calls.add("append " + number);
    var fate = fates.poll();
    if (fate == Fate.OVERTAKEN) {
      another();
    }
    if (number != commits.size() + 1) {
      return Appended.CONFLICT;
    }
    if (fate != Fate.UNKNOWN_AND_LOST) {
      commits.add(CommitFormat.decode(commit));
    }
    return fate == null ? Appended.COMMITTED : Appended.UNKNOWN;
  }

  @Override
  public long newest(LaneId lane) {
    return commits.size();
  }

  @Override
  public boolean flush(LaneId lane, LaneState committed) {
    if (toFlush == 0) {
      return false;
    }
    calls.add("flush " + committed.head());
    if (unavailable) {
      throw new StoreUnavailableException("the store is away");
    }
    toFlush--;
    var all = new Paging(1);
    assertThat(all.image(committed, 0)).as("committed").isEqualTo(all.image(state(), 0));
    return true;
  }

  /** A commit of another process. */
  void another(Entry... entries) {
    commits.add(new Commit(commits.size() + 1, 99, 0, 1, List.of(entries)));
  }

  void add(Commit commit) {
    commits.add(commit);
  }

  List<Commit> commits() {
    return List.copyOf(commits);
  }

  List<Entry> entries() {
    return commits.stream().flatMap(commit -> commit.entries().stream()).toList();
  }

  <E extends Entry> List<E> entries(Class<E> type) {
    return entries().stream().filter(type::isInstance).map(type::cast).toList();
  }

  LaneState state() {
    var state = new LaneState();
    commits.forEach(state::apply);
    return state;
  }
}
