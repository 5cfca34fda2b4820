package dev.portals.store;

import dev.portals.codec.Bytes;
import dev.portals.plan.LaneId;
import dev.portals.protocol.CommitFormat;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.Paging;
import dev.portals.spi.LaneStore;
import dev.portals.spi.StoreUnavailableException;
import dev.portals.spi.Table;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lanes in a table (rules C1 to C5): a commit is one conditional write of one row.
 *
 * <p>The last {@link TableSettings#ring} commits lie in a ring of slots. A commit overwrites
 * exactly the one that is a ring older, and no slot is ever deleted, so a paused writer that wakes
 * up cannot commit an old number again. Pages cache the state as of older commits. They follow from
 * the commits and are written only over older ones, so that of a paused process is harmless.
 *
 * <p>What it remembers of a lane is only of commits known to be stored: any number of stores over
 * one table, and of drivers over one store, are safe. For many threads, but each lane's calls one
 * after the other.
 */
public final class TableLaneStore implements LaneStore {
  private final Table table;
  private final TableSettings settings;
  private final Paging paging;
  private final Map<LaneId, KnownLane> lanes = new ConcurrentHashMap<>();

  /** Over a table in which the same settings were always used. */
  public TableLaneStore(Table table, TableSettings settings) {
    this.table = table;
    this.settings = settings;
    this.paging = new Paging(settings.pages());
  }

  private LaneRows rows(LaneId lane) {
    return new LaneRows(lane, settings);
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.portals.protocol.BrokenLaneException if the rows cannot be of one lane, or another
   *     number of pages or slots was used
   * @throws dev.portals.codec.CodecException if a row is damaged
   */
  @Override
  public LaneState load(LaneId lane) {
    var loaded = new LaneReader(table, rows(lane)).load();
    lanes.put(lane, loaded.known());
    return loaded.state();
  }

  /**
   * {@inheritDoc} The lane must have been loaded.
   *
   * @throws dev.portals.protocol.BrokenLaneException if the commit is larger than a row, or the
   *     lane was not flushed (rule C4); nothing is written then
   */
  @Override
  public Appended append(LaneId lane, long number, Bytes commit) {
    var known = lanes.get(lane);
    if (known == null || known.head() != number - 1) {
      return Appended.CONFLICT;
    }
    var decoded = CommitFormat.decode(commit);
    known.requireRoom(decoded);
    var row = known.rows().slot(number, known.flushed(), commit);
    return switch (table.put(row, known.rows().slotCondition(number))) {
      case DONE -> {
        known.add(decoded);
        yield Appended.COMMITTED;
      }
      case REFUSED -> Appended.CONFLICT;
      case UNKNOWN -> Appended.UNKNOWN;
    };
  }

  /** {@inheritDoc} One read of one row (rule C8), once the lane was loaded. */
  @Override
  public long newest(LaneId lane) {
    var known = lanes.get(lane);
    if (known == null) {
      return LaneReader.newest(new LaneReader(table, rows(lane)).ring());
    }
    var next = table.get(known.rows().slotKey(known.head() + 1));
    return Math.max(known.head(), next.map(Table.Row::version).orElse(0L));
  }

  /**
   * {@inheritDoc} When half of the ring is not flushed: the dead letters, then every page that
   * lacks something, one a call.
   *
   * @throws dev.portals.protocol.BrokenLaneException if a page is larger than a row
   */
  @Override
  public boolean flush(LaneId lane, LaneState committed) {
    var known = lanes.get(lane);
    if (known == null || known.head() != committed.head() || !known.isFlushing()) {
      return false;
    }
    var letter = known.letter();
    if (letter != null) {
      var row = known.rows().letter(letter.commit(), letter.index(), letter.letter());
      write(row, new Table.Condition.Absent());
      known.letterWritten();
      return true;
    }
    var page = known.page();
    var row = known.rows().page(page, known.head(), paging.image(committed, page));
    write(row, new Table.Condition.OlderThan(known.head()));
    known.pageWritten(page, known.head());
    return true;
  }

  /** A refused row is stored already, or a newer one of another process. */
  private void write(Table.Row row, Table.Condition condition) {
    if (table.put(row, condition) == Table.Written.UNKNOWN) {
      throw new StoreUnavailableException(
          "it is not known whether row %s of %s was written"
              .formatted(row.key().sort(), row.key().partition()));
    }
  }
}
