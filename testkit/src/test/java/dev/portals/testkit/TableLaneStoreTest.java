package dev.portals.testkit;

import dev.portals.spi.LaneStore;
import dev.portals.store.TableLaneStore;
import dev.portals.store.TableSettings;
import java.util.random.RandomGenerator;

class TableLaneStoreTest extends LaneStoreContract {
  private final FaultyTable table = new FaultyTable(new InMemoryTable());

  @Override
  protected LaneStore open() {
    return new TableLaneStore(table, new TableSettings(5, 400_000));
  }

  @Override
  protected void failWrite(WriteFailure how) {
    table.failPut(how);
  }

  @Override
  protected void landLate(RandomGenerator random) {
    if (table.delayed() > 0) {
      table.landDelayed(random.nextInt(table.delayed()));
    }
  }

  @Override
  protected void disturbReads(RandomGenerator random, Runnable meanwhile) {
    if (random.nextInt(3) == 0) {
      table.throttle(1 + random.nextInt(3));
    } else {
      table.tearQuery(random.nextInt(100), meanwhile); // 64 and more: behind the slots
    }
  }
}
