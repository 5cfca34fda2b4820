package dev.portals.protocol;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The outside callers whose asks a lane keeps (S14). An answer is kept for its retention from the
 * moment it was given; an ask that is open is kept until it is answered.
 */
final class Externals {
  /** What a caller takes in memory beside its texts, roughly. */
  private static final int CALLER_BYTES = 64;

  private record Kept(long at, long bytes) {}

  private final Map<Caller.External, Kept> open = new HashMap<>();
  private final Map<Caller.External, Kept> answered = new HashMap<>();

  /** Those that are answered by the time of it: a clock may have gone back since. */
  private final TreeMap<Long, Set<Caller.External>> times = new TreeMap<>();

  private long bytes;

  void served(Caller.External caller, long at, Optional<Outcome> answer) {
    forget(caller);
    var kept = new Kept(at, size(caller) + answer.map(Externals::size).orElse(0));
    if (answer.isPresent()) {
      answered.put(caller, kept);
      times.computeIfAbsent(at, time -> new LinkedHashSet<>()).add(caller);
    } else {
      open.put(caller, kept);
    }
    bytes += kept.bytes();
  }

  private static int size(Caller.External caller) {
    return CALLER_BYTES + caller.key().length() + caller.idempotencyKey().length();
  }

  private static int size(Outcome answer) {
    if (answer instanceof Outcome.Replied replied) {
      return replied.value().size();
    }
    return answer instanceof Outcome.Failed failed ? failed.error().length() : 0;
  }

  void forget(Caller.External caller) {
    var unanswered = open.remove(caller);
    var gone = unanswered == null ? answered.remove(caller) : unanswered;
    if (gone == null) {
      return;
    }
    bytes -= gone.bytes();
    times.computeIfPresent(
        gone.at(), (time, callers) -> callers.remove(caller) && callers.isEmpty() ? null : callers);
  }

  /** How much is kept, roughly. */
  long bytes() {
    return bytes;
  }

  /** When the ask was answered, or accepted if it is open; 0 if it is not kept. */
  long at(Caller.External caller) {
    var kept = answered.getOrDefault(caller, open.get(caller));
    return kept == null ? 0 : kept.at();
  }

  List<Entry.Forgot> expired(long before, int limit) {
    if (times.isEmpty() || times.firstKey() >= before) {
      return List.of();
    }
    return times.headMap(before).values().stream()
        .flatMap(Set::stream)
        .limit(limit)
        .map(caller -> new Entry.Forgot(caller, 1))
        .toList();
  }
}
