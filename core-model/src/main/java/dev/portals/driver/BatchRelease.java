package dev.portals.driver;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to answer for a batch of records of one shard (rule W4). It begins as failed: to an event
 * source an answer without failures, also one that was left empty by mistake, means that all went
 * well. What is released is subtracted, and the lowest record that is left is reported: the source
 * brings it and all behind it again (AWS Lambda, "Reporting batch item failures for Lambda
 * functions with a Kinesis event source"). For one thread.
 *
 * @param <P> where a record stands in its shard, as the transport writes it
 */
public final class BatchRelease<P> {
  private final Map<P, Integer> failed = new LinkedHashMap<>();

  /**
   * A batch of which nothing is released.
   *
   * @param records where each record stands, in the shard's order; as often as it has deliveries to
   *     release, and once if it cannot be read
   */
  public BatchRelease(List<? extends P> records) {
    records.forEach(record -> failed.merge(record, 1, Integer::sum));
  }

  /**
   * A delivery of a record is released.
   *
   * @throws IllegalArgumentException if the batch has no such record, or it was released before
   */
  public void release(P record) {
    if (!failed.containsKey(record)) {
      throw new IllegalArgumentException(
          "record %s is released, but those not released are %s. Maybe it is of another batch"
              .formatted(record, failed.keySet()));
    }
    failed.computeIfPresent(record, (at, left) -> left == 1 ? null : left - 1);
  }

  /** The record to report as failed; empty once all are released. */
  public Optional<P> lowestFailed() {
    Iterator<P> left = failed.keySet().iterator();
    return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
  }
}
