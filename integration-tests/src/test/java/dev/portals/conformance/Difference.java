package dev.portals.conformance;

import dev.portals.testkit.reference.StreamContent;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** The first difference of two values, found inside lists and maps, for people. */
final class Difference {
  private Difference() {}

  /** Empty if they are equal. */
  static Optional<String> between(String where, Object reference, Object shown) {
    if (Objects.equals(reference, shown)) {
      return Optional.empty();
    } else if (reference instanceof List<?> wanted && shown instanceof List<?> got) {
      for (var at = 0; at < Math.min(wanted.size(), got.size()); at++) {
        var difference = between(where + "[" + at + "]", wanted.get(at), got.get(at));
        if (difference.isPresent()) {
          return difference;
        }
      }
      return said(where + ".size", wanted.size(), got.size());
    } else if (reference instanceof Map<?, ?> wanted && shown instanceof Map<?, ?> got) {
      var keys = new TreeSet<Object>(Comparator.comparing(String::valueOf));
      keys.addAll(wanted.keySet());
      keys.addAll(got.keySet());
      return keys.stream()
          .flatMap(key -> between(where + " " + key, wanted.get(key), got.get(key)).stream())
          .findFirst();
    } else if (reference instanceof StreamContent wanted && shown instanceof StreamContent got) {
      return between(where + " atoms", wanted.atoms(), got.atoms())
          .or(() -> said(where + " is sealed", wanted.isSealed(), got.isSealed()));
    }
    return said(where, reference, shown);
  }

  private static Optional<String> said(String where, Object reference, Object shown) {
    return Optional.of(where + "\n  reference: " + reference + "\n  shown:     " + shown);
  }
}
