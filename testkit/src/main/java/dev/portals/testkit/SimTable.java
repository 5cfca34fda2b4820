package dev.portals.testkit;

import dev.portals.plan.LaneId;
import dev.portals.protocol.Commit;
import dev.portals.spi.LaneStore;
import dev.portals.spi.Table;
import dev.portals.store.TableSettings;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table that all processes share, with few pages and a small ring, so that lanes run around it.
 * The seed decides what goes wrong with each call.
 */
final class SimTable implements Table, SimStores {
  private static final int ROW_BYTES = 400_000;

  /** A commit that a process writes. */
  private record Writing(LaneId lane, long number, Commit commit) {}

  private final Ledgers ledgers;
  private final Chance chance;
  private final Trace trace;
  private final TableSettings settings;
  private final Table stored = new LandingTable(new InMemoryTable(), this::landed);
  private final StruckTable table;
  private final IdentityHashMap<Row, Writing> commits = new IdentityHashMap<>();
  private @Nullable Writing writing;
  private long wrapped;
  private long rounds;
  private long loads;
  private long ringReads;
  private long wakeRows;

  /** {@code others} is what happens while a process reads. */
  SimTable(Setting setting, Ledgers ledgers, Chance chance, Trace trace, Runnable others) {
    this.ledgers = ledgers;
    this.chance = chance;
    this.trace = trace;
    this.table = new StruckTable(stored, chance, trace, others);
    settings = new TableSettings(setting.pages(), setting.ring(), ROW_BYTES);
  }

  /** How many wake rows were put. */
  long wakeRows() {
    return wakeRows;
  }

  /** The rows as they are, without a fault. */
  Table stored() {
    return stored;
  }

  @Override
  public LaneStore open() {
    return new SimTableStore(this, settings, ledgers, trace);
  }

  /** The next put is that of a commit. */
  void writes(LaneId lane, long number, Commit commit) {
    writing = new Writing(lane, number, commit);
  }

  /** A process begins to load a lane. */
  void loads() {
    loads++;
  }

  /** A process begins to write pages. */
  void flushes() {
    rounds++;
  }

  @Override
  public Run.OnTable use() {
    return new Run.OnTable(1, wrapped, rounds, ringReads - loads);
  }

  @Override
  public boolean hasLate() {
    return table.hasLate();
  }

  @Override
  public boolean landLate() {
    return table.landLate();
  }

  @Override
  public Written put(Row row, Condition condition) {
    if (writing != null) {
      chance.at(CrashPoint.of(writing.commit()));
      commits.put(row, writing);
      writing = null;
    } else {
      chance.at(point(row.key()));
    }
    wakeRows += row.key().partition().startsWith("wake/") ? 1 : 0;
    var written = table.put(row, condition);
    trace.add(() -> row.key().sort() + " of " + row.version() + " " + written);
    return written;
  }

  @Override
  public Written delete(Key key, Condition condition) {
    chance.at(point(key));
    var written = table.delete(key, condition);
    trace.add(() -> "delete " + key.sort() + " " + written);
    return written;
  }

  @Override
  public Optional<Row> get(Key key) {
    chance.at(CrashPoint.NEWEST);
    return table.get(key);
  }

  @Override
  public List<Row> query(String partition, String from, String below, int limit) {
    var isRing = from.equals("slot/");
    ringReads += isRing ? 1 : 0;
    var isWake = partition.startsWith("wake/");
    chance.at(isRing ? CrashPoint.LOAD : isWake ? CrashPoint.WAKE_READ : CrashPoint.PAGE_READ);
    return table.query(partition, from, below, limit, () -> (1 + chance.below(limit)) % limit);
  }

  private static CrashPoint point(Key key) {
    var row = key.sort();
    if (key.partition().startsWith("wake/")) {
      return CrashPoint.WAKE_ROW;
    } else if (row.startsWith("page/")) {
      return CrashPoint.PAGE_FLUSH;
    }
    return row.startsWith("dead/") ? CrashPoint.LETTER_FLUSH : CrashPoint.COMMIT;
  }

  /** Commits are noted as they land, be it late. */
  private void landed(Row row) {
    var commit = commits.get(row);
    if (commit != null) {
      ledgers.add(commit.lane(), commit.number(), commit.commit());
      wrapped += commit.number() > settings.ring() ? 1 : 0;
    }
  }
}
