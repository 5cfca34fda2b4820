package dev.portals.local;

import dev.portals.plan.LaneId;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Commit;
import dev.portals.protocol.Entry;
import dev.portals.protocol.PageImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What has left the processes of a run, and so must be on the disk whatever comes (rule C7). */
final class LeftProcess {
  /** What a disk holds. */
  private static final class Held implements Journal.Reader {
    final Map<LaneId, Long> commits = new HashMap<>();
    final Set<Caller> answered = new HashSet<>();

    @Override
    public void launched(JournalRecord.Launched launched) {}

    @Override
    public void committed(LaneId lane, Commit commit) {
      commits.put(lane, commit.number());
      for (var entry : commit.entries()) {
        if (entry instanceof Entry.Served served && served.answer().isPresent()) {
          answered.add(served.caller());
        }
      }
    }

    @Override
    public void snapshot(LaneId lane, JournalRecord.Snapshot part) {
      if (part instanceof JournalRecord.SnapshotBegan began) {
        commits.merge(lane, began.head(), Math::max);
      } else if (part instanceof JournalRecord.SnapshotPiece it) {
        it.piece().repliers().forEach(this::answered);
      }
    }

    private void answered(Caller caller, PageImage.Replier kept) {
      if (kept.accepted().stream().anyMatch(it -> it.answer().isPresent())) {
        answered.add(caller);
      }
    }

    @Override
    public void kept(JournalRecord.Kept kept) {}
  }

  private final Map<Caller.External, Object> heard = new ConcurrentHashMap<>();
  private final Map<LaneId, Long> quiet = new HashMap<>();
  private final List<String> contradictions = Collections.synchronizedList(new ArrayList<>());

  /** A caller hears an answer; from any thread. */
  void answered(Question<?, ?> question, Object answer) {
    var before = heard.putIfAbsent(question.caller(), answer);
    if (before != null && !before.equals(answer)) {
      contradictions.add("%s: answered %s, then %s".formatted(question, before, answer));
    }
  }

  /** Quiet was said when the lane had so many commits. */
  void quiet(LaneId lane, long commits) {
    quiet.put(lane, commits);
  }

  /** What is wrong with what a disk holds. */
  List<String> missingIn(LogSource disk) {
    var held = new Held();
    Journal.open(disk, held, failure -> {}).close();
    quiet.forEach(
        (lane, commits) -> {
          var kept = held.commits.getOrDefault(lane, 0L);
          if (kept < commits) {
            contradictions.add(
                "%s had %d commits when quiet was said, and has %d".formatted(lane, commits, kept));
          }
        });
    for (var caller : heard.keySet()) {
      if (!held.answered.contains(caller)) {
        contradictions.add(caller + " was answered, and the disk has no answer");
      }
    }
    return List.copyOf(contradictions);
  }
}
