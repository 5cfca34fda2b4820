package dev.portals.driver;

import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.LaneState;
import dev.portals.spi.StreamTransport;

/** Whether readers are near enough for another atom. Nobody tells: the lane looks again later. */
final class Room {
  private static final long RETRY_MILLIS = 200;

  private final LaneId lane;
  private final StreamTransport streams;
  private long wakeAt = Long.MAX_VALUE;

  Room(LaneId lane, StreamTransport streams) {
    this.lane = lane;
    this.streams = streams;
  }

  boolean isThere(LaneState memory, long now) {
    for (var producer : memory.producers()) {
      if (!streams.hasRoom(StreamChannel.of(producer.port(), lane))) {
        wakeAt = now + RETRY_MILLIS;
        return false;
      }
    }
    wakeAt = Long.MAX_VALUE;
    return true;
  }

  void forget() {
    wakeAt = Long.MAX_VALUE;
  }

  /** When to look again, {@link Long#MAX_VALUE} if there was room. */
  long wakeAt() {
    return wakeAt;
  }
}
