package dev.portals.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portals.protocol.Atom;
import dev.portals.protocol.Commit;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.PageImage;
import dev.portals.protocol.Paging;
import dev.portals.protocol.ProducerChannel;
import dev.portals.protocol.Root;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What a lane must be: all commits that were stored, applied one after the other. */
final class CommittedLane {
  /** All of a lane that anyone can tell. */
  record Seen(
      long head,
      long planEpoch,
      PageImage image,
      List<DeadLetter> deadLetters,
      Map<String, List<Atom>> owed,
      Map<String, Long> first,
      boolean draining,
      boolean marked,
      Map<Root, Integer> hopes,
      List<Object> groups,
      long externalBytes) {}

  private LaneState state = new LaneState();
  private final Map<Long, Map<Long, Commit>> tried = new HashMap<>();
  private final Map<Long, Long> stored = new HashMap<>();
  private long acknowledged;

  /** Somebody tries to store a commit. */
  void tries(Commit commit) {
    tried.computeIfAbsent(commit.number(), n -> new HashMap<>()).put(commit.attempt(), commit);
  }

  /** The store said that it is stored. */
  void acknowledged(Commit commit) {
    store(commit.number(), commit.attempt());
    acknowledged = Math.max(acknowledged, commit.number());
  }

  private void store(long number, long attempt) {
    var before = stored.putIfAbsent(number, attempt);
    assertTrue(
        before == null || before == attempt, "commit " + number + " was stored twice, differently");
  }

  /** The newest commit that is certainly stored: a load that begins now must find it. */
  long newest() {
    return Math.max(acknowledged, state.head());
  }

  /** A lane was loaded: it must be what its commits say, those up to {@code newest} among them. */
  void check(LaneState loaded, long newest) {
    var head = loaded.head();
    assertTrue(head >= newest, head + " was loaded, " + newest + " stored before");
    var last = loaded.value(RandomCommits.ATTEMPT, "");
    if (last != null) {
      store(head, Long.parseLong(last.utf8()));
    }
    if (head < state.head()) {
      state = new LaneState(); // others went on while it was read
    }
    while (state.head() < head) {
      state.apply(commit(state.head() + 1));
    }
    assertEquals(seen(state), seen(loaded));
  }

  private Commit commit(long number) {
    var attempt = stored.get(number);
    var commit = attempt == null ? null : tried.getOrDefault(number, Map.of()).get(attempt);
    return Objects.requireNonNull(commit, () -> "nobody tried " + number + " as " + attempt);
  }

  long acknowledged() {
    return acknowledged;
  }

  static Seen seen(LaneState state) {
    return new Seen(
        state.head(),
        state.planEpoch(),
        new Paging(1).image(state, 0),
        state.deadLetters(),
        state.producers().stream()
            .filter(ProducerChannel::owes)
            .collect(Collectors.toMap(ProducerChannel::port, p -> p.owed(Integer.MAX_VALUE))),
        state.producers().stream()
            .filter(producer -> producer.next() > 0)
            .collect(Collectors.toMap(ProducerChannel::port, ProducerChannel::first)),
        state.isDraining(),
        state.stage().isMarked(),
        Memory.hopes(state),
        Memory.groups(state),
        state.externalBytes());
  }
}
