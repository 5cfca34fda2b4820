package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.codec.ByteReader;
import dev.portals.codec.ByteWriter;
import dev.portals.codec.Bytes;
import dev.portals.codec.Codec;
import dev.portals.codec.Codecs;
import dev.portals.local.log.FatalError;
import dev.portals.local.log.SegmentLog;
import dev.portals.plan.LaneId;
import dev.portals.protocol.Commit;
import dev.portals.protocol.CommitFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The log's entries as commits and launches. One order for all lanes: an answer can never outlive
 * the ask that caused it. Safe for use by several threads once it is open.
 */
final class Journal implements AutoCloseable {
  /** Hears what the journal holds while it is opened, in order. */
  interface Reader {
    void launched(JournalRecord.Launched launched);

    void committed(LaneId lane, Commit commit);
  }

  private static final int COMMIT = 0;
  private static final int RECORD = 1;
  private static final Codec<JournalRecord> RECORDS =
      Codecs.builder().add(JournalRecord.class, "journal").build().of(JournalRecord.class);

  private final Object place;
  private final SegmentLog log;
  private final List<LaneId> lanes = new ArrayList<>();
  private final Map<LaneId, Integer> numbers = new HashMap<>();

  private Journal(LogSource source, Reader reader, FatalError fatal) {
    this.place = source;
    this.log =
        source.open(
            (epoch, bytes, start, length) -> replay(reader, epoch, bytes, start, length), fatal);
  }

  static Journal open(Path directory, Reader reader, FatalError fatal) {
    return open(LogSource.in(directory), reader, fatal);
  }

  /** Reads a log that may be anywhere. */
  static Journal open(LogSource source, Reader reader, FatalError fatal) {
    return new Journal(source, reader, fatal);
  }

  private void replay(Reader reader, long epoch, byte[] bytes, int start, int length) {
    var copy = new byte[length];
    System.arraycopy(bytes, start, copy, 0, length);
    var in = new ByteReader(Bytes.of(copy));
    var kind = in.varint(RECORD);
    if (kind == COMMIT) {
      var number = in.varint(Integer.MAX_VALUE);
      if (number >= lanes.size()) {
        throw new PortalsException(
            "Epoch "
                + epoch
                + " in "
                + place
                + " commits to lane "
                + number
                + " of "
                + lanes.size()
                + ". Maybe it was written by a later version.");
      }
      reader.committed(lanes.get(number), CommitFormat.decode(in.raw()));
      return;
    }
    var read = Codecs.decode(RECORDS, in.raw());
    if (read instanceof JournalRecord.LaneNumbered numbered) {
      if (numbered.number() != lanes.size()) {
        throw new PortalsException(
            "The log in %s begins in the middle: epoch %d counts %s as lane %d, but %d lanes came before. Maybe its oldest segments were removed: put them back, or restore a backup; nothing was changed."
                .formatted(place, epoch, numbered.lane(), numbered.number(), lanes.size()));
      }
      numbers.put(numbered.lane(), lanes.size());
      lanes.add(numbered.lane());
    } else if (read instanceof JournalRecord.Launched launched) {
      reader.launched(launched);
    }
  }

  void append(JournalRecord.Launched launched) {
    append((JournalRecord) launched);
  }

  private synchronized int number(LaneId lane) {
    var known = numbers.get(lane);
    if (known != null) {
      return known;
    }
    var number = lanes.size();
    append(new JournalRecord.LaneNumbered(number, lane));
    lanes.add(lane);
    numbers.put(lane, number);
    return number;
  }

  private void append(JournalRecord entry) {
    var out = new ByteWriter();
    out.varint(RECORD);
    out.raw(Codecs.encode(RECORDS, entry));
    append(out);
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
