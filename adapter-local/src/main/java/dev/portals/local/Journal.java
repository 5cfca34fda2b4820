package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.codec.ByteReader;
import dev.portals.codec.ByteWriter;
import dev.portals.codec.Bytes;
import dev.portals.codec.Codec;
import dev.portals.codec.Codecs;
import dev.portals.local.log.FatalError;
import dev.portals.local.log.LogSettings;
import dev.portals.local.log.SegmentLog;
import dev.portals.plan.LaneId;
import dev.portals.protocol.Commit;
import dev.portals.protocol.CommitFormat;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The log's entries as commits and what else is to be known. One order for all lanes: an answer can
 * never outlive the ask that caused it. Safe for use by several threads once it is open.
 */
final class Journal implements AutoCloseable {
  /** Hears what the journal holds while it is opened, in order. */
  interface Reader {
    void registered(JournalRecord.Registered registered);

    void reserved(JournalRecord.Reserved reserved);

    void committed(LaneId lane, Commit commit);

    void snapshot(LaneId lane, JournalRecord.Snapshot part);

    void kept(JournalRecord.Kept kept);
  }

  private static final int COMMIT = 0;
  private static final int RECORD = 1;
  private static final Codec<JournalRecord> RECORDS =
      Codecs.builder().add(JournalRecord.class, "journal").build().of(JournalRecord.class);

  private final Object place;
  private final SegmentLog log;
  private final Map<Integer, LaneId> lanes = new HashMap<>();
  private final Map<LaneId, Integer> numbers = new HashMap<>();
  private final Map<String, JournalRecord.Registered> items = new LinkedHashMap<>();
  private long whole = 1;
  private long unknown;

  private Journal(LogSource source, Reader reader, FatalError fatal) {
    this.place = source;
    this.log =
        source.open(
            (epoch, bytes, start, length) -> replay(reader, epoch, bytes, start, length), fatal);
    requireWhole();
  }

  static Journal open(Path directory, LogSettings settings, Reader reader, FatalError fatal) {
    return open(LogSource.in(directory, settings), reader, fatal);
  }

  /** Reads a log that may be anywhere. */
  static Journal open(LogSource source, Reader reader, FatalError fatal) {
    return new Journal(source, reader, fatal);
  }

  /** What was truncated must be what the log says may be. */
  private void requireWhole() {
    var first = log.recovery().firstEpoch();
    if (first > whole || (first == 1 && unknown > 0)) {
      log.close();
      throw new PortalsException(
          "The log in %s begins in the middle: its first epoch is %d, but it needs those from %d on. Maybe its oldest segments were removed: put them back, or restore a backup; nothing was removed."
              .formatted(place, first, whole));
    }
  }

  private void replay(Reader reader, long epoch, byte[] bytes, int start, int length) {
    var copy = new byte[length];
    System.arraycopy(bytes, start, copy, 0, length);
    try {
      replay(reader, epoch, new ByteReader(Bytes.of(copy)));
    } catch (RuntimeException refused) {
      throw new PortalsException(
          "The log in %s is whole, but epoch %d holds a record of %d bytes that cannot be taken: %s. Nothing was changed. Maybe a newer release wrote it: open it with that, or restore a backup"
              .formatted(place, epoch, length, refused),
          refused);
    }
  }

  private void replay(Reader reader, long epoch, ByteReader in) {
    var kind = in.varint(RECORD);
    if (kind == COMMIT) {
      var lane = lane(in.varint(Integer.MAX_VALUE), epoch);
      if (lane != null) {
        reader.committed(lane, CommitFormat.decode(in.raw()));
      }
      return;
    }
    var read = Codecs.decode(RECORDS, in.raw());
    if (read instanceof JournalRecord.LaneNumbered numbered) {
      lanes.put(numbered.number(), numbered.lane());
      numbers.put(numbered.lane(), numbered.number());
    } else if (read instanceof JournalRecord.Registered registered) {
      items.put(registered.registration().application(), registered);
      reader.registered(registered);
    } else if (read instanceof JournalRecord.Reserved reserved) {
      reader.reserved(reserved);
    } else if (read instanceof JournalRecord.Snapshot part) {
      var lane = lane(part.lane(), epoch);
      if (lane != null) {
        reader.snapshot(lane, part);
      }
    } else if (read instanceof JournalRecord.Kept kept) {
      reader.kept(kept);
    } else if (read instanceof JournalRecord.Truncated truncated) {
      whole = truncated.epoch();
    }
  }

  /** The lane of a number; null if what said it was truncated: all of it is said again later. */
  private @Nullable LaneId lane(int number, long epoch) {
    var lane = lanes.get(number);
    if (lane == null) {
      unknown = epoch;
    }
    return lane;
  }

  synchronized void append(JournalRecord.Registered registered) {
    append((JournalRecord) registered);
    items.put(registered.registration().application(), registered);
  }

  /** The number by which records name a lane. */
  synchronized int number(LaneId lane) {
    var known = numbers.get(lane);
    if (known != null) {
      return known;
    }
    var number = lanes.size();
    append(new JournalRecord.LaneNumbered(number, lane));
    lanes.put(number, lane);
    numbers.put(lane, number);
    return number;
  }

  /** Adds a record that nobody else adds at the same time, and gives back its bytes. */
  int append(JournalRecord entry) {
    var out = new ByteWriter();
    out.varint(RECORD);
    out.raw(Codecs.encode(RECORDS, entry));
    append(out);
    return out.size();
  }

  /** Adds a commit to the current epoch. */
  void append(LaneId lane, Bytes commit) {
    var number = number(lane);
    var out = new ByteWriter(commit.size() + 8);
    out.varint(COMMIT);
    out.varint(number);
    out.raw(commit);
    append(out);
  }

  private void append(ByteWriter out) {
    var bytes = out.toBytes().toByteArray();
    log.append(bytes, 0, bytes.length);
  }

  /**
   * Says again who the lanes and the applications are.
   *
   * @return an epoch that is not above that of the first record it wrote
   */
  synchronized long beginAnew() {
    var from = Math.max(1, log.appendedEpoch());
    lanes.forEach((number, lane) -> append(new JournalRecord.LaneNumbered(number, lane)));
    items.values().forEach(registered -> append((JournalRecord) registered));
    return from;
  }

  /** The log's size in bytes. */
  long bytes() {
    return log.bytes();
  }

  /** Everything below an epoch was said again: once that is durable, removes what can be. */
  void truncate(long epoch, Runnable then) {
    append(new JournalRecord.Truncated(epoch));
    whenDurable(
        () -> {
          log.truncate(epoch);
          then.run();
        });
  }

  /** Runs an action once everything appended before this call is durable. */
  void whenDurable(Runnable action) {
    log.whenDurable(log.appendedEpoch(), action);
  }

  /** Waits until everything appended before this call is durable. */
  void awaitDurable() {
    log.awaitDurable(log.appendedEpoch());
  }

  @Override
  public void close() {
    log.close();
  }
}
