package dev.portals.plan;

/** The atoms of one producer lane of a stream: numbered densely from 0, one sender, one order. */
public record StreamChannel(String stream, Incarnation incarnation, int lane) {
  /** The channel that a lane writes. */
  public static StreamChannel of(String stream, LaneId producer) {
    return new StreamChannel(stream, producer.incarnation(), producer.number());
  }

  /** As of any record, but quick for the same object: channels are keys in every step. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof StreamChannel that
            && lane == that.lane
            && stream.equals(that.stream)
            && incarnation.equals(that.incarnation);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * stream.hashCode() + incarnation.hashCode()) + lane;
  }

  @Override
  public String toString() {
    return stream + "#" + lane;
  }
}
