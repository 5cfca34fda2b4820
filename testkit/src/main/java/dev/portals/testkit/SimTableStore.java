package dev.portals.testkit;

import dev.portals.codec.Bytes;
import dev.portals.plan.LaneId;
import dev.portals.protocol.CommitFormat;
import dev.portals.protocol.LaneState;
import dev.portals.spi.LaneStore;
import dev.portals.store.TableLaneStore;
import dev.portals.store.TableSettings;

/**
 * The shipped store as one process uses it. What it loads must be what the commits say: {@link
 * Deviation} if not.
 */
final class SimTableStore implements LaneStore {
  private final SimTable table;
  private final LaneStore store;
  private final Ledgers ledgers;
  private final Trace trace;
  private boolean flushing;

  SimTableStore(SimTable table, TableSettings settings, Ledgers ledgers, Trace trace) {
    this.table = table;
    this.store = new TableLaneStore(table, settings);
    this.ledgers = ledgers;
    this.trace = trace;
  }

  /** At least what was stored before, and exactly what its commits give (rule C5). */
  @Override
  public LaneState load(LaneId lane) {
    var ledger = ledgers.of(lane);
    var newest = ledger.newest();
    flushing = false;
    table.loads();
    var state = store.load(lane);
    trace.add(() -> "load at " + state.head());
    if (state.head() < newest || state.head() > ledger.newest()) {
      throw new Deviation(
          "%s is loaded as of commit %d, stored were %d before and %d after"
              .formatted(lane, state.head(), newest, ledger.newest()));
    }
    var loaded = Memory.of(state);
    var committed = ledger.memory(state.head());
    if (!loaded.equals(committed)) {
      throw new Deviation(lane + " is loaded as " + loaded + ", committed is " + committed);
    }
    return state;
  }

  @Override
  public Appended append(LaneId lane, long number, Bytes bytes) {
    var commit = CommitFormat.decode(bytes);
    table.writes(lane, number, commit);
    var appended = store.append(lane, number, bytes);
    trace.add(
        () -> {
          var outcome = appended == Appended.COMMITTED ? "" : " " + appended;
          return "commit " + number + outcome + ": " + Words.of(commit);
        });
    return appended;
  }

  @Override
  public long newest(LaneId lane) {
    return store.newest(lane);
  }

  @Override
  public boolean flush(LaneId lane, LaneState committed) {
    var more = store.flush(lane, committed);
    if (more && !flushing) {
      table.flushes();
    }
    flushing = more;
    return more;
  }
}
