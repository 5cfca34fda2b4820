package dev.portals.store;

import dev.portals.spi.Table;
import java.util.ArrayList;
import java.util.List;

/** Rows of a partition, however many there are: a query gives some at a time. */
final class RowRange {
  private static final int ROWS_A_QUERY = 100;

  private RowRange() {}

  /** The rows whose sort key is at least {@code from} and less than {@code below}, in order. */
  static List<Table.Row> read(Table table, String partition, String from, String below) {
    var rows = new ArrayList<Table.Row>();
    var next = from;
    List<Table.Row> some;
    do {
      some = table.query(partition, next, below, ROWS_A_QUERY);
      rows.addAll(some);
      next = some.isEmpty() ? next : some.get(some.size() - 1).key().sort() + " ";
    } while (some.size() == ROWS_A_QUERY);
    return rows;
  }
}
