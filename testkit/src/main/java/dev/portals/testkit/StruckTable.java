package dev.portals.testkit;

import dev.portals.spi.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/** A table as processes call it: the seed decides what goes wrong with each call. */
final class StruckTable {
  private final FaultyTable table;
  private final Chance chance;
  private final Trace trace;
  private final Runnable others;
  private boolean isMeanwhile;

  /**
   * {@code landing} is where rows land, be it late; {@code others} happens while somebody reads.
   */
  StruckTable(Table landing, Chance chance, Trace trace, Runnable others) {
    this.table = new FaultyTable(landing);
    this.chance = chance;
    this.trace = trace;
    this.others = others;
  }

  boolean hasLate() {
    return table.delayed() > 0;
  }

  /** Lands one of the writes that are late, if there is one. */
  boolean landLate() {
    if (!hasLate()) {
      return false;
    }
    var landed = table.landDelayed(chance.below(table.delayed()));
    trace.add("table", () -> "late write " + landed);
    return true;
  }

  Table.Written put(Table.Row row, Table.Condition condition) {
    if (!throttles()) {
      failure().ifPresent(table::failPut);
    }
    return table.put(row, condition);
  }

  Table.Written delete(Table.Key key, Table.Condition condition) {
    if (!throttles()) {
      failure().ifPresent(table::failDelete);
    }
    return table.delete(key, condition);
  }

  private Optional<WriteFailure> failure() {
    if (chance.strikes(Fault.PUT_LOST)) {
      return Optional.of(WriteFailure.LOST);
    } else if (chance.strikes(Fault.PUT_LATE)) {
      return Optional.of(WriteFailure.LATE);
    } else if (chance.strikes(Fault.PUT_UNACKNOWLEDGED)) {
      return Optional.of(WriteFailure.UNACKNOWLEDGED);
    }
    return Optional.empty();
  }

  Optional<Table.Row> get(Table.Key key) {
    var stale = !throttles() && !isMeanwhile && chance.strikes(Fault.READ_STALE);
    var row = table.get(key);
    if (stale) {
      meanwhile();
    }
    return row;
  }

  /** {@code torn} draws after how many rows others write, should that happen. */
  List<Table.Row> query(String partition, String from, String below, int limit, IntSupplier torn) {
    if (!throttles() && !isMeanwhile) {
      if (chance.strikes(Fault.READ_TORN)) {
        table.tearQuery(torn.getAsInt(), this::meanwhile);
      } else if (chance.strikes(Fault.READ_STALE)) {
        table.tearQuery(limit, this::meanwhile);
      }
    }
    return table.query(partition, from, below, limit);
  }

  private boolean throttles() {
    var throttled = chance.strikes(Fault.TABLE_THROTTLED);
    if (throttled) {
      trace.add(() -> "table throttled");
      table.throttle(1);
    }
    return throttled;
  }

  private void meanwhile() {
    trace.add(() -> "is reading, while");
    isMeanwhile = true;
    others.run();
    isMeanwhile = false;
    trace.add(() -> "goes on reading");
  }
}
