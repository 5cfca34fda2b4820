package dev.portals.driver;

import dev.portals.plan.LaneId;
import dev.portals.plan.Routes;
import dev.portals.protocol.ConsumerChannel;
import dev.portals.protocol.LaneState;
import dev.portals.spi.Delivery;
import java.util.List;

/** The channels a lane reads, as long as its memory is that of one load. */
final class Inputs {
  private List<Routes.Input> read = List.of();
  private List<Routes.Input> unbegun = List.of();
  private List<ConsumerChannel> consumers = List.of();

  void load(Routes routes, LaneId lane, LaneState loaded) {
    read = routes.inputs(lane);
    unbegun = read;
    consumers = read.stream().map(in -> loaded.consumer(in.port(), in.channel())).toList();
  }

  /** True if nothing more comes. The memory may hold others, which older code has read. */
  boolean areSealed() {
    for (var consumer : consumers) {
      if (!consumer.isSealed()) {
        return false;
      }
    }
    return true;
  }

  /** Rule P3: where a channel begins is committed before anything is read of it. */
  void subscribe(LaneState memory, Draft made) {
    for (var in : unbegun) {
      memory.consumer(in.port(), in.channel()).subscribe(in.start()).ifPresent(made::add);
    }
    unbegun = List.of();
  }

  /** False if a delivery was led astray. */
  boolean isRead(Delivery delivery) {
    return read.stream().anyMatch(in -> delivery.isOf(in.port(), in.channel()));
  }
}
