package dev.portals.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.codec.Bytes;
import dev.portals.codec.CodecException;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.spi.Table;
import dev.portals.spi.Table.Row;
import dev.portals.spi.WakeRows;
import dev.portals.spi.WakeRows.Wake;
import dev.portals.store.TableWakeRows;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TableWakeRowsTest extends WakeRowsContract {
  private final InMemoryTable rows = new InMemoryTable();
  private final FaultyTable table = new FaultyTable(rows);
  private final List<CodecException> damaged = new ArrayList<>();

  @Override
  protected WakeRows open() {
    return new TableWakeRows(table, damaged::add);
  }

  @Override
  protected void failPut(WriteFailure how) {
    table.failPut(how);
  }

  @Override
  protected void failDelete(WriteFailure how) {
    table.failDelete(how);
  }

  @Override
  protected void landLate(RandomGenerator random) {
    if (table.delayed() > 0) {
      table.landDelayed(random.nextInt(table.delayed()));
    }
  }

  @Test
  void due_withADamagedRow_givesTheOthersAndSaysWhich() {
    var wakes = open();
    var one = new Wake(new LaneId("a", new Incarnation(1, 1), "workflows/w", 0), 1, 10);
    var other = new Wake(new LaneId("b", new Incarnation(1, 1), "workflows/w", 0), 1, 10);
    wakes.put(one);
    wakes.put(other);
    var row = row(one);
    var data = row.data().toByteArray();
    data[data.length / 2] ^= 1;
    rows.put(new Row(row.key(), row.version(), Bytes.of(data)), new Table.Condition.VersionIs(1));

    assertThat(wakes.due(10)).containsExactly(other);
    assertThat(damaged)
        .singleElement()
        .satisfies(why -> assertThat(why).hasMessageContaining(row.key().sort() + " of wake/"));
  }

  private Row row(Wake wake) {
    for (var partition = 0; partition < 16; partition++) {
      for (var row : rows.query("wake/%02d".formatted(partition), "0", "9", 10)) {
        if (row.key().sort().contains(wake.lane().application() + "/")) {
          return row;
        }
      }
    }
    throw new AssertionError("no row of " + wake);
  }
}
