package dev.portals.testkit;

import dev.portals.spi.StoreUnavailableException;
import dev.portals.spi.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets happen to a table whatever its port allows, when a test says so: it throttles, loses
 * acknowledgements and writes, delays writes, and reads rows of different moments. For one thread.
 */
public final class FaultyTable implements Table {
  private record Tear(int at, Runnable meanwhile) {}

  private final Table table;
  private final ArrayDeque<WriteFailure> putFailures = new ArrayDeque<>();
  private final ArrayDeque<WriteFailure> deleteFailures = new ArrayDeque<>();
  private final List<Supplier<Written>> delayed = new ArrayList<>();
  private @Nullable Tear tear;
  private int throttled;

  /** Around another table; without a fault until asked for. */
  public FaultyTable(Table table) {
    this.table = table;
  }

  /** Lets a coming put fail, after those that were asked to fail before. */
  public void failPut(WriteFailure how) {
    putFailures.add(how);
  }

  /** Lets a coming delete fail, after those that were asked to fail before. */
  public void failDelete(WriteFailure how) {
    deleteFailures.add(how);
  }

  /** Throttles so many coming calls: they throw and do nothing. */
  public void throttle(int calls) {
    throttled += calls;
  }

  /**
   * Lets something happen while the next query runs: its first {@code at} rows are read before
   * that, the others behind it.
   */
  public void tearQuery(int at, Runnable meanwhile) {
    tear = new Tear(at, meanwhile);
  }

  /** How many delayed writes are under way. */
  public int delayed() {
    return delayed.size();
  }

  /** Lets one of the {@link #delayed} writes arrive; 0 is the one that was written first. */
  public Written landDelayed(int index) {
    return delayed.remove(index).get();
  }

  @Override
  public Written put(Row row, Condition condition) {
    requireAvailable();
    return write(putFailures.poll(), () -> table.put(row, condition));
  }

  private Written write(@Nullable WriteFailure failure, Supplier<Written> write) {
    if (failure == null) {
      return write.get();
    }
    if (failure != WriteFailure.LOST) {
      delayed.add(write);
    }
    if (failure == WriteFailure.UNACKNOWLEDGED) {
      landDelayed(delayed.size() - 1);
    }
    return Written.UNKNOWN;
  }

  @Override
  public Optional<Row> get(Key key) {
    requireAvailable();
    return table.get(key);
  }

  @Override
  public List<Row> query(String partition, String from, String below, int limit) {
    requireAvailable();
    var torn = tear;
    if (torn == null) {
      return table.query(partition, from, below, limit);
    }
    tear = null;
    var rows = new ArrayList<>(table.query(partition, from, below, Math.min(limit, torn.at())));
    torn.meanwhile().run();
    var begin = rows.isEmpty() ? from : rows.get(rows.size() - 1).key().sort() + '\0';
    if (rows.size() < limit) {
      rows.addAll(table.query(partition, begin, below, limit - rows.size()));
    }
    return List.copyOf(rows);
  }

  @Override
  public Written delete(Key key, Condition condition) {
    requireAvailable();
    return write(deleteFailures.poll(), () -> table.delete(key, condition));
  }

  private void requireAvailable() {
    if (throttled > 0) {
      throttled--;
      throw new StoreUnavailableException("the table is throttled, for " + throttled + " more");
    }
  }
}
