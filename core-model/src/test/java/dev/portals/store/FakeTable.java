package dev.portals.store;

import dev.portals.spi.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A table in memory that writes down what it was asked, and answers as a test says. */
final class FakeTable implements Table {
  record Put(Row row, Condition condition) {}

  final TreeMap<Key, Row> rows =
      new TreeMap<>(Comparator.comparing(Key::partition).thenComparing(Key::sort));
  final List<Put> puts = new ArrayList<>();
  final List<Key> gets = new ArrayList<>();
  final ArrayDeque<Runnable> beforeQuery = new ArrayDeque<>();
  boolean losesWrites;
  boolean losesAcknowledgements;
  int queries;

  @Override
  public Written put(Row row, Condition condition) {
    puts.add(new Put(row, condition));
    if (losesWrites) {
      return Written.UNKNOWN;
    }
    var written = land(row, condition);
    return losesAcknowledgements ? Written.UNKNOWN : written;
  }

  /** A write arrives, now or again. */
  Written land(Row row, Condition condition) {
    if (!meets(rows.get(row.key()), condition)) {
      return Written.REFUSED;
    }
    rows.put(row.key(), row);
    return Written.DONE;
  }

  private static boolean meets(Row stored, Condition condition) {
    if (condition instanceof Condition.VersionIs is) {
      return stored != null && stored.version() == is.version();
    } else if (condition instanceof Condition.OlderThan older) {
      return stored == null || stored.version() < older.version();
    }
    return stored == null;
  }

  @Override
  public Optional<Row> get(Key key) {
    gets.add(key);
    return Optional.ofNullable(rows.get(key));
  }

  @Override
  public List<Row> query(String partition, String from, String below, int limit) {
    queries++;
    var hook = beforeQuery.poll();
    if (hook != null) {
      hook.run();
    }
    return rows.subMap(new Key(partition, from), new Key(partition, below)).values().stream()
        .limit(limit)
        .toList();
  }

  @Override
  public Written delete(Key key, Condition condition) {
    throw new UnsupportedOperationException("a lane deletes nothing, asked to delete " + key);
  }

  /** The sort keys that begin with a text, in order. */
  List<String> sorts(String prefix) {
    return rows.keySet().stream().map(Key::sort).filter(s -> s.startsWith(prefix)).toList();
  }

  Row row(String sort) {
    return rows.values().stream()
        .filter(r -> r.key().sort().equals(sort))
        .findFirst()
        .orElseThrow();
  }
}
