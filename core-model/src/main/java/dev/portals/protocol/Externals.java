package dev.portals.protocol;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The outside callers whose asks a lane keeps (S14). An answer is kept for its retention from the
 * moment it was given; an ask that is open is kept until it is answered.
 */
final class Externals {
  /** What a caller takes in memory beside its texts, roughly. */
  private static final int CALLER_BYTES = 64;

  private record Kept(long at, long bytes) {}

  private final Map<Caller.External, Kept> open = new LinkedHashMap<>();
  private final LinkedHashMap<Caller.External, Kept> answered = new LinkedHashMap<>();
  private long bytes;

  void served(Caller.External caller, long at, Optional<Outcome> answer) {
    forget(caller);
    var kept = new Kept(at, size(caller) + answer.map(Externals::size).orElse(0));
    (answer.isPresent() ? answered : open).put(caller, kept);
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
    for (var kept : List.of(open, answered)) {
      var gone = kept.remove(caller);
      bytes -= gone == null ? 0 : gone.bytes();
    }
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

  List<Entry.Forgot> expired(long at, int limit) {
    if (answered.isEmpty()) {
      return List.of();
    }
    var expired = new ArrayList<Entry.Forgot>();
    for (var kept : answered.entrySet()) {
      if (kept.getValue().at() >= at || expired.size() == limit) {
        break;
      }
      expired.add(new Entry.Forgot(kept.getKey(), 1));
    }
    return expired;
  }

  /** Brings the answers into the order of their times, which pages do not keep. */
  void sort() {
    var kept = new ArrayList<>(answered.entrySet());
    kept.sort(Comparator.comparingLong(it -> it.getValue().at()));
    answered.clear();
    kept.forEach(it -> answered.put(it.getKey(), it.getValue()));
  }
}
