package dev.portals.testkit;

import dev.portals.spi.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A table in memory in which nothing goes wrong; put a {@link FaultyTable} around it if something
 * should. For many threads.
 */
public final class InMemoryTable implements Table {
  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::partition, InMemoryTable::compare)
          .thenComparing(Key::sort, InMemoryTable::compare);

  private final TreeMap<Key, Row> rows = new TreeMap<>(ORDER);

  /** An empty table. */
  public InMemoryTable() {}

  /** The order of UTF-8 bytes, which is that of code points and not that of chars. */
  private static int compare(String one, String two) {
    if (one.equals(two)) {
      return 0;
    }
    var mismatch = 0;
    var shorter = Math.min(one.length(), two.length());
    while (mismatch < shorter && one.charAt(mismatch) == two.charAt(mismatch)) {
      mismatch++;
    }
    if (mismatch == shorter) {
      return one.length() - two.length();
    }
    var a = one.charAt(mismatch);
    var b = two.charAt(mismatch);
    var surrogates = Character.isSurrogate(a) != Character.isSurrogate(b);
    return surrogates ? (Character.isSurrogate(a) ? 1 : -1) : a - b;
  }

  @Override
  public synchronized Written put(Row row, Condition condition) {
    if (!meets(rows.get(row.key()), condition)) {
      return Written.REFUSED;
    }
    rows.put(row.key(), row);
    return Written.DONE;
  }

  private static boolean meets(@Nullable Row stored, Condition condition) {
    if (condition instanceof Condition.VersionIs is) {
      return stored != null && stored.version() == is.version();
    } else if (condition instanceof Condition.OlderThan older) {
      return stored == null || stored.version() < older.version();
    }
    return stored == null;
  }

  @Override
  public synchronized Optional<Row> get(Key key) {
    return Optional.ofNullable(rows.get(key));
  }

  @Override
  public synchronized List<Row> query(String partition, String from, String below, int limit) {
    if (compare(from, below) >= 0) {
      return List.of();
    }
    return rows.subMap(new Key(partition, from), new Key(partition, below)).values().stream()
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Written delete(Key key, Condition condition) {
    if (!meets(rows.get(key), condition)) {
      return Written.REFUSED;
    }
    rows.remove(key);
    return Written.DONE;
  }
}
