package dev.portals.protocol;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The outside callers whose asks a lane keeps (S14). An answer is kept for its retention from the
 * moment it was given; an ask that is open is kept until it is answered.
 */
final class Externals {
  private record Kept(Caller.External caller, long at) {}

  private final Map<Caller.External, Long> open = new LinkedHashMap<>();
  private final LinkedHashMap<Caller.External, Long> answered = new LinkedHashMap<>();

  void served(Caller.External caller, long at, boolean isAnswered) {
    if (isAnswered) {
      open.remove(caller);
      answered.remove(caller);
      answered.put(caller, at);
    } else {
      open.put(caller, at);
    }
  }

  void forget(Caller.External caller) {
    open.remove(caller);
    answered.remove(caller);
  }

  int size() {
    return open.size() + answered.size();
  }

  /** When the ask was answered, or accepted if it is open; 0 if it is not kept. */
  long at(Caller.External caller) {
    return answered.getOrDefault(caller, open.getOrDefault(caller, 0L));
  }

  List<Entry.Forgot> expired(long at, int limit) {
    if (answered.isEmpty()) {
      return List.of();
    }
    var expired = new ArrayList<Entry.Forgot>();
    for (var kept : answered.entrySet()) {
      if (kept.getValue() >= at || expired.size() == limit) {
        break;
      }
      expired.add(new Entry.Forgot(kept.getKey(), 1));
    }
    return expired;
  }

  /** Brings the answers into the order of their times, which pages do not keep. */
  void sort() {
    var kept = new ArrayList<Kept>();
    answered.forEach((caller, at) -> kept.add(new Kept(caller, at)));
    kept.sort(Comparator.comparingLong(Kept::at));
    answered.clear();
    kept.forEach(it -> answered.put(it.caller(), it.at()));
  }
}
