package dev.portals.plan;

/** The atoms of one producer lane of a stream: numbered densely from 0, one sender, one order. */
public record StreamChannel(String stream, Incarnation incarnation, int lane) {
  @Override
  public String toString() {
    return stream + "#" + lane;
  }
}
