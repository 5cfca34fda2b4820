package dev.portals.testkit;

import dev.portals.spi.Table;

class InMemoryTableTest extends TableContract {
  private final Table table = new InMemoryTable();

  @Override
  protected Table table() {
    return table;
  }
}
