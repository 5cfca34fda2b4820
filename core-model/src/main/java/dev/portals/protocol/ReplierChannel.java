package dev.portals.protocol;

import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The replying side of an asks channel (replier rules 1 to 6): accepts each number once, in order,
 * and records it.
 */
public final class ReplierChannel {
  private record Served(long hash, Optional<Outcome> answer) {}

  private Caller caller;
  private final TreeMap<Long, Served> entries = new TreeMap<>();
  private long next;

  ReplierChannel(Caller caller) {
    this.caller = caller;
  }

  /** What to say of an ask, or null if it is to be run now. */
  public @Nullable Outcome decide(Caller from, long number, long hash) {
    var age = age(from);
    if (age < 0) {
      return new Outcome.Fenced();
    }
    if (age > 0) {
      return number == 0 ? null : new Outcome.Early();
    }
    if (number > next) {
      return new Outcome.Early();
    }
    if (number == next) {
      return null;
    }
    var served = entries.get(number);
    if (served == null) {
      return new Outcome.Settled();
    }
    if (served.hash() != hash) {
      return new Outcome.Mismatch();
    }
    return served.answer().orElseGet(Outcome.Pending::new);
  }

  /** The entry that accepts a number, open or with its answer. */
  public Entry.Served serve(Caller from, long number, long hash, Optional<Outcome> answer) {
    return new Entry.Served(from, number, hash, answer);
  }

  /**
   * The hash of an open ask, or null if it is not open: answered, dropped, or of an earlier
   * incarnation.
   */
  public @Nullable Long open(Caller from, long number) {
    var served = age(from) == 0 ? entries.get(number) : null;
    return served != null && served.answer().isEmpty() ? served.hash() : null;
  }

  /** True if an ask is accepted and not answered. */
  boolean hasOpen() {
    return entries.values().stream().anyMatch(served -> served.answer().isEmpty());
  }

  /** The entry that drops what the asker has settled, if there is any. */
  public Optional<Entry.Forgot> forget(Caller from, long below) {
    if (age(from) != 0 || below > next) {
      return Optional.empty(); // nobody settles what was not accepted
    }
    for (var served : entries.headMap(below).values()) {
      if (served.answer().isPresent()) {
        return Optional.of(new Entry.Forgot(from, below));
      }
    }
    return Optional.empty();
  }

  PageImage.Replier image(long at) {
    var accepted = new ArrayList<PageImage.Accepted>(entries.size());
    entries.forEach((n, it) -> accepted.add(new PageImage.Accepted(n, it.hash(), it.answer())));
    return new PageImage.Replier(next, at, accepted);
  }

  void restore(PageImage.Replier image) {
    next = image.next();
    for (var it : image.accepted()) {
      entries.put(it.number(), new Served(it.hash(), it.answer()));
    }
  }

  Caller caller() {
    return caller;
  }

  void apply(Entry.Served entry) {
    var age = age(entry.caller());
    if (age < 0) {
      return;
    }
    if (age > 0) {
      caller = entry.caller();
      entries.clear();
      next = 0;
    }
    if (entry.number() > next) {
      throw new BrokenLaneException(
          "commit serves " + entry.number() + " of " + caller + ", expected at most " + next);
    }
    entries.put(entry.number(), new Served(entry.hash(), entry.answer()));
    next = Math.max(next, entry.number() + 1);
  }

  void apply(Entry.Forgot entry) {
    if (age(entry.caller()) == 0) {
      entries.headMap(entry.below()).values().removeIf(served -> served.answer().isPresent());
    }
  }

  /**
   * Negative if the caller is an earlier incarnation than the one known, positive if a later one.
   */
  private int age(Caller from) {
    if (from instanceof Caller.Lane lane && caller instanceof Caller.Lane known) {
      var one = lane.lane().incarnation();
      var two = known.lane().incarnation();
      var ordinal = Long.compare(one.ordinal(), two.ordinal());
      if (ordinal == 0 && one.nonce() != two.nonce()) {
        return -1;
      }
      return ordinal;
    }
    return 0;
  }
}
