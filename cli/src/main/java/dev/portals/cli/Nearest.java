package dev.portals.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody may have meant. */
public final class Nearest {
  private Nearest() {}

  /** The name with the fewest edits, if they are at most about half of the word. */
  public static Optional<String> of(String word, Collection<String> names) {
    return names.stream()
        .min(Comparator.comparingInt(name -> edits(word, name)))
        .filter(name -> edits(word, name) * 2 - 1 <= Math.max(word.length(), name.length()));
  }

  /** Insertions, deletions and replacements (Levenshtein 1966), by rows (Wagner, Fischer 1974). */
  private static int edits(String one, String two) {
    var row = new int[two.length() + 1];
    for (var column = 0; column <= two.length(); column++) {
      row[column] = column;
    }
    for (var line = 1; line <= one.length(); line++) {
      var diagonal = row[0];
      row[0] = line;
      for (var column = 1; column <= two.length(); column++) {
        var replaced = diagonal + (one.charAt(line - 1) == two.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, Math.min(row[column], row[column - 1]) + 1);
      }
    }
    return row[two.length()];
  }
}
