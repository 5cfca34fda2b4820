package dev.portals.plan;

/** The atoms of one producer lane of a stream: numbered densely from 0, one sender, one order. */
public record StreamChannel(String stream, Incarnation incarnation, int lane) {
  /** The channel that a lane writes. */
  public static StreamChannel of(String stream, LaneId producer) {
    return new StreamChannel(stream, producer.incarnation(), producer.number());
  }

  @Override
  public String toString() {
    return stream + "#" + lane;
  }
}
