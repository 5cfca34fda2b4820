package dev.portals.store;

import dev.portals.codec.Checked;
import dev.portals.codec.CodecException;
import dev.portals.codec.Codecs;
import dev.portals.plan.LaneHash;
import dev.portals.spi.StoreUnavailableException;
import dev.portals.spi.Table;
import dev.portals.spi.WakeRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Wake rows in a table: partition {@code wake/NN}, one of 16 by a hash of the lane, so that many
 * lanes do not meet in one; sort key the time and the lane, so that one query reads what is due and
 * nothing else; version the number. Each row's bytes carry a checksum. For many threads.
 */
public final class TableWakeRows implements WakeRows {
  private static final int PARTITIONS = 16;
  private static final Codecs CODECS = Codecs.builder().add(Wake.class, "wake").build();

  private final Table table;
  private final Consumer<CodecException> damaged;

  /**
   * In a table that may hold lanes, too.
   *
   * @param damaged told of each row that is due and cannot be read, each time; it must not throw
   */
  public TableWakeRows(Table table, Consumer<CodecException> damaged) {
    this.table = table;
    this.damaged = damaged;
  }

  @Override
  public void put(Wake wake) {
    var data = Checked.seal(CODECS.encode(Wake.class, wake));
    var row = new Table.Row(key(wake), wake.number(), data);
    requireKnown(table.put(row, new Table.Condition.OlderThan(wake.number())), wake);
  }

  @Override
  public void delete(Wake wake) {
    requireKnown(table.delete(key(wake), new Table.Condition.VersionIs(wake.number())), wake);
  }

  /** A refused write found a row with a higher number, a refused delete another row or none. */
  private static void requireKnown(Table.Written written, Wake wake) {
    if (written == Table.Written.UNKNOWN) {
      throw new StoreUnavailableException("it is not known whether " + wake + " was written");
    }
  }

  /** {@inheritDoc} One that is damaged stays, and holds up no other. */
  @Override
  public List<Wake> due(long now) {
    var due = new ArrayList<Wake>();
    var below = time(now) + "0"; // behind every lane of that time: "/" is before "0"
    for (var partition = 0; partition < PARTITIONS; partition++) {
      for (var row : RowRange.read(table, partition(partition), "0", below)) {
        try {
          due.add(wake(row));
        } catch (CodecException unreadable) {
          damaged.accept(unreadable);
        }
      }
    }
    due.sort(Comparator.comparingLong(Wake::due));
    return due;
  }

  private static Wake wake(Table.Row row) {
    var problem = "it is of another lane, time or number";
    try {
      var wake = Codecs.decode(CODECS.of(Wake.class), Checked.open(row.data()));
      if (key(wake).equals(row.key()) && wake.number() == row.version()) {
        return wake;
      }
    } catch (CodecException damaged) {
      problem = String.valueOf(damaged.getMessage());
    }
    throw new CodecException(
        "wake row %s of %s: %s. Maybe delete it, and put another of the lane that it names"
            .formatted(row.key().sort(), row.key().partition(), problem));
  }

  private static Table.Key key(Wake wake) {
    var lane = LaneRows.partition(wake.lane());
    return new Table.Key(partition(LaneHash.lane(lane, PARTITIONS)), time(wake.due()) + "/" + lane);
  }

  private static String partition(int number) {
    return "wake/" + LaneRows.digits(number, 2);
  }

  private static String time(long millis) {
    return LaneRows.digits(millis, 19);
  }
}
