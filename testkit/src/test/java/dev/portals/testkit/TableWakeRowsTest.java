package dev.portals.testkit;

import dev.portals.spi.WakeRows;
import dev.portals.store.TableWakeRows;
import java.util.random.RandomGenerator;

class TableWakeRowsTest extends WakeRowsContract {
  private final FaultyTable table = new FaultyTable(new InMemoryTable());

  @Override
  protected WakeRows open() {
    return new TableWakeRows(table);
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
}
