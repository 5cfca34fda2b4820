package dev.portals.spi;

import dev.portals.codec.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * A table with conditional writes of single rows, as DynamoDB and what speaks its API. Everything
 * that a lane needs of it is written over these four calls, in core.
 *
 * <p>An implementation may answer UNKNOWN to a write that was done, was not, or will be done later
 * (a request that is on its way). It may throw {@link StoreUnavailableException} when throttled.
 * Rows read by one {@link #query} may be of different moments, each between the call's begin and
 * its end; {@link #get} gives the newest row. It must not write a part of a row, and must not
 * acknowledge a write that it may lose.
 */
public interface Table {
  /** Writes a row if the stored one meets the condition. */
  Written put(Row row, Condition condition);

  /** The row of a key, with every write that was acknowledged before. */
  Optional<Row> get(Key key);

  /**
   * Rows of a partition whose sort key is at least {@code from} and less than {@code below}, in
   * order, at most {@code limit}.
   */
  List<Row> query(String partition, String from, String below, int limit);

  /**
   * Removes a row if the stored one meets the condition; DONE if there is none and the condition
   * allows that.
   */
  Written delete(Key key, Condition condition);

  /** Names a row. Sort keys order by their UTF-8 bytes. */
  record Key(String partition, String sort) {}

  /** A row. */
  record Row(Key key, long version, Bytes data) {}

  /** What the stored row must be. */
  sealed interface Condition {
    /** There is none. */
    record Absent() implements Condition {}

    /** It has exactly this version. */
    record VersionIs(long version) implements Condition {}

    /** There is none, or it has a lower version. */
    record OlderThan(long version) implements Condition {}
  }

  /** What became of a write. */
  enum Written {
    DONE,
    REFUSED,
    UNKNOWN
  }
}
