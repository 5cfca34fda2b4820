package dev.portals.plan;

import java.util.List;

/**
 * Where an operator begins to read a stream of an incarnation that ran before it (protocol rule
 * P3). Fixed when the operator is launched, never resolved again. A stream without a subscription
 * is read from its first atom.
 *
 * @param operator the reading operator; of a connection, the path of the sequencer
 * @param stream the stream's path
 * @param producer the incarnation that writes it
 * @param starts the number of the first atom to read, for each producer lane
 */
public record Subscription(
    String operator, String stream, Incarnation producer, List<Long> starts) {
  /** True for the one of an operator's reads that is of an incarnation's stream. */
  public boolean isOf(String reader, String path, Incarnation incarnation) {
    return operator.equals(reader) && stream.equals(path) && producer.equals(incarnation);
  }
}
