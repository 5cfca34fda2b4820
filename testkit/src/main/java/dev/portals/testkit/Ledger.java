package dev.portals.testkit;

import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Ask;
import dev.portals.protocol.Atom;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Commit;
import dev.portals.protocol.Entry;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.Outcome;
import dev.portals.protocol.Root;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The commits that one lane has stored, and what they let others see. */
final class Ledger {
  private record At(Object of, long number) {}

  /**
   * What the lane owed after a commit: asks of its atom, asks of whatever root, and atoms produced
   * by then.
   */
  private record Owed(int draining, int unsettled, Map<String, Integer> produced) {}

  private final List<Commit> commits = new ArrayList<>();
  private final Map<String, List<Atom>> produced = new HashMap<>();
  private final Map<At, Ask> asked = new HashMap<>();
  private final Set<At> expired = new HashSet<>();
  private final Map<At, Optional<Outcome>> served = new HashMap<>();
  private final Map<At, Integer> moved = new HashMap<>();
  private final Map<StreamChannel, Long> begun = new HashMap<>();
  private final List<Owed> owed = new ArrayList<>();
  private final Map<At, Integer> answered = new HashMap<>();
  private final Set<At> unsettled = new HashSet<>();
  private int draining;
  private boolean closing;
  private LaneState replayed = new LaneState();
  private @Nullable Memory seen;

  void add(Commit commit) {
    commits.add(commit);
    for (var entry : commit.entries()) {
      if (entry instanceof Entry.Produced it) {
        produced.computeIfAbsent(it.port(), port -> new ArrayList<>()).add(it.atom());
      } else if (entry instanceof Entry.Asked it) {
        asked.put(new At(it.replier(), it.number()), it.ask());
        draining += isOfAtom(it.ask()) ? 1 : 0;
        unsettled.add(new At(it.replier(), it.number()));
      } else if (entry instanceof Entry.Expired it) {
        expired.add(new At(it.replier(), it.number()));
        ended(it.replier(), it.number());
      } else if (entry instanceof Entry.Settled it) {
        unsettled.remove(new At(it.replier(), it.number()));
        if (!isExpired(it.replier(), it.number())) {
          ended(it.replier(), it.number());
        }
      } else if (entry instanceof Entry.Served it) {
        served.put(new At(it.caller(), it.number()), it.answer());
        answered.put(new At(it.caller(), it.number()), commits.size() - 1);
      } else if (entry instanceof Entry.Moved it) {
        moved.put(new At(it.channel(), it.next()), commits.size() - 1);
      } else if (entry instanceof Entry.Closing || entry instanceof Entry.Ended) {
        closing = true;
      } else if (entry instanceof Entry.Subscribed it) {
        begun.put(it.channel(), it.start());
        moved.put(new At(it.channel(), it.start()), commits.size() - 1);
      }
    }
    owed.add(new Owed(draining, unsettled.size(), producedBy(commit)));
  }

  /** How many atoms each output has after a commit. */
  private Map<String, Integer> producedBy(Commit commit) {
    if (!owed.isEmpty() && commit.entries().stream().noneMatch(Entry.Produced.class::isInstance)) {
      return owed.get(owed.size() - 1).produced();
    }
    var counts = new HashMap<String, Integer>();
    produced.forEach((port, atoms) -> counts.put(port, atoms.size()));
    return counts;
  }

  private void ended(LaneId replier, long number) {
    var ask = asked(replier, number);
    draining -= ask != null && isOfAtom(ask) ? 1 : 0;
  }

  /** True for an ask that was given up. */
  boolean isExpired(LaneId replier, long number) {
    return expired.contains(new At(replier, number));
  }

  private static boolean isOfAtom(Ask ask) {
    return ask.root() instanceof Root.OfAtom;
  }

  /**
   * How many atoms of each output followed from the atoms of a channel below {@code next}; null if
   * the lane has not moved that far, or asks that followed have not settled.
   */
  @Nullable Map<String, Integer> discharged(StreamChannel channel, long next) {
    var at = moved.get(new At(channel, Math.max(next, begun.getOrDefault(channel, 0L))));
    while (at != null && at < owed.size()) {
      if (owed.get(at).draining() == 0) {
        return owed.get(at).produced();
      }
      at++;
    }
    return null;
  }

  /**
   * True if all was done that the lane owed at some time from a commit on, if {@code published}
   * says of the numbers of atoms by output that they are kept.
   */
  private boolean isDone(@Nullable Integer since, Predicate<Map<String, Integer>> published) {
    for (var at = since == null ? owed.size() : since; at < owed.size(); at++) {
      if (owed.get(at).unsettled() == 0 && published.test(owed.get(at).produced())) {
        return true;
      }
    }
    return false;
  }

  /** True if asks are not settled, or atoms not published, as of the newest commit. */
  boolean owes(Predicate<Map<String, Integer>> published) {
    return !owed.isEmpty() && !isDone(owed.size() - 1, published);
  }

  /** True if an ask of another lane is not settled. */
  boolean isUnsettled(LaneId replier) {
    return unsettled.stream().anyMatch(ask -> ask.of().equals(replier));
  }

  /** True if every output has ended. */
  boolean isSealed() {
    return !produced.isEmpty()
        && produced.values().stream().allMatch(atoms -> atoms.get(atoms.size() - 1).isSeal());
  }

  /** True if nothing was owed at some time after the atoms of a channel below {@code next}. */
  boolean isDone(StreamChannel channel, long next, Predicate<Map<String, Integer>> published) {
    return isDone(moved.get(new At(channel, next)), published);
  }

  /** True if nothing was owed at some time after an ask was accepted, or answered if it is. */
  boolean isDone(Caller caller, long number, Predicate<Map<String, Integer>> published) {
    return isDone(answered.get(new At(caller, number)), published);
  }

  /** The lane as its commits say, anew. */
  LaneState replay() {
    var state = new LaneState();
    commits.forEach(state::apply);
    return state;
  }

  /** What the commits up to one give, to compare with. */
  Memory memory(long head) {
    if (head < replayed.head()) {
      replayed = new LaneState();
    }
    if (seen == null || seen.head() != head) {
      commits.subList((int) replayed.head(), (int) head).forEach(replayed::apply);
      seen = Memory.of(replayed);
    }
    return seen;
  }

  List<Commit> commits() {
    return commits;
  }

  long newest() {
    return commits.size();
  }

  List<Atom> produced(String port) {
    return produced.getOrDefault(port, List.of());
  }

  @Nullable Ask asked(LaneId replier, long number) {
    return asked.get(new At(replier, number));
  }

  /** True if the lane takes no new asks from outside, or has ended. */
  boolean isClosing() {
    return closing;
  }

  /** True if the lane has accepted an ask. */
  boolean accepted(Caller caller, long number) {
    return served.containsKey(new At(caller, number));
  }

  /** The number of the next ask that the lane accepts of a caller. */
  long next(Caller caller) {
    var next = 0L;
    while (accepted(caller, next)) {
      next++;
    }
    return next;
  }

  /** The recorded answer to an ask. */
  Optional<Outcome> answer(Caller caller, long number) {
    return served.getOrDefault(new At(caller, number), Optional.empty());
  }
}
