package dev.portals.store;

import dev.portals.PortalsException;
import dev.portals.codec.Checked;
import dev.portals.codec.Codecs;
import dev.portals.plan.Registration;
import dev.portals.spi.Registry;
import dev.portals.spi.Table;
import java.util.List;
import java.util.Optional;

/**
 * The registry as rows of one partition of a table, each with a version that counts its changes.
 */
public final class TableRegistry implements Registry {
  private static final String PARTITION = "registry";
  private static final int ROW_BYTES = 390_000;
  private static final Codecs CODECS = Codecs.builder().add(Registration.class, "registry").build();

  private final Table table;

  public TableRegistry(Table table) {
    this.table = table;
  }

  @Override
  public Optional<Item> find(String application) {
    return table.get(key(application)).map(TableRegistry::item);
  }

  @Override
  public List<Item> all() {
    return RowRange.read(table, PARTITION, "", "~").stream().map(TableRegistry::item).toList();
  }

  /**
   * {@inheritDoc}
   *
   * @throws PortalsException if it is larger than a row; nothing is written then
   */
  @Override
  public Table.Written put(Registration registration, long version) {
    var data = Checked.seal(CODECS.encode(Registration.class, registration));
    if (data.size() > ROW_BYTES) {
      throw new PortalsException(
          "/%s takes %,d bytes in the registry, a row holds %,d. Maybe fewer lanes, or two applications"
              .formatted(registration.application(), data.size(), ROW_BYTES));
    }
    var row = new Table.Row(key(registration.application()), version + 1, data);
    return table.put(
        row, version == 0 ? new Table.Condition.Absent() : new Table.Condition.VersionIs(version));
  }

  private static Table.Key key(String application) {
    return new Table.Key(PARTITION, application);
  }

  private static Item item(Table.Row row) {
    return new Item(CODECS.decode(Registration.class, Checked.open(row.data())), row.version());
  }
}
