package dev.portals.registry;

import dev.portals.codec.Bytes;
import dev.portals.plan.LaneId;
import dev.portals.protocol.Atom;
import dev.portals.protocol.Commit;
import dev.portals.protocol.CommitFormat;
import dev.portals.protocol.Entry;
import dev.portals.protocol.LaneState;
import dev.portals.spi.LaneStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lanes in memory. */
final class FakeLanes implements LaneStore {
  private final Map<LaneId, List<Commit>> commits = new HashMap<>();

  /** What others do behind each look at a lane. */
  Runnable afterLoad = () -> {};

  @Override
  public LaneState load(LaneId lane) {
    var state = new LaneState();
    commits(lane).forEach(state::apply);
    afterLoad.run();
    return state;
  }

  @Override
  public Appended append(LaneId lane, long number, Bytes commit) {
    if (number != newest(lane) + 1) {
      return Appended.CONFLICT;
    }
    commits(lane).add(CommitFormat.decode(commit));
    return Appended.COMMITTED;
  }

  @Override
  public long newest(LaneId lane) {
    return commits(lane).size();
  }

  @Override
  public boolean flush(LaneId lane, LaneState committed) {
    return false;
  }

  List<Commit> commits(LaneId lane) {
    return commits.computeIfAbsent(lane, id -> new ArrayList<>());
  }

  void commit(LaneId lane, long epoch, Entry... entries) {
    var all = commits(lane);
    all.add(new Commit(all.size() + 1, 1, 0, epoch, List.of(entries)));
  }

  /** A lane commits atoms of a stream. */
  void produce(LaneId lane, String stream, Atom... atoms) {
    for (var atom : atoms) {
      var next = load(lane).producer(stream).next();
      commit(lane, 1, new Entry.Produced(stream, next, atom));
    }
  }
}
