package dev.portals.testkit;

import dev.portals.spi.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Rows, and somebody who looks at each as it lands, be it late. */
record LandingTable(Table rows, Consumer<Table.Row> landed) implements Table {
  @Override
  public Written put(Row row, Condition condition) {
    var written = rows.put(row, condition);
    if (written == Written.DONE) {
      landed.accept(row);
    }
    return written;
  }

  @Override
  public Optional<Row> get(Key key) {
    return rows.get(key);
  }

  @Override
  public List<Row> query(String partition, String from, String below, int limit) {
    return rows.query(partition, from, below, limit);
  }

  @Override
  public Written delete(Key key, Condition condition) {
    return rows.delete(key, condition);
  }
}
