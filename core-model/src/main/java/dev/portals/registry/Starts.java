package dev.portals.registry;

import dev.portals.plan.Manifest;
import dev.portals.plan.Registration;
import dev.portals.plan.Routes;
import dev.portals.plan.StreamChannel;
import dev.portals.plan.Subscription;
import dev.portals.spi.LaneStore;
import dev.portals.task.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Where new readers begin (rule P3), from what producers have committed. */
final class Starts {
  private final LaneStore lanes;
  private final ToLongFunction<StreamChannel> earliest;

  /**
   * Over the lanes of a deployment.
   *
   * @param earliest the number of the earliest atom that a channel's transport has and keeps from
   *     now on until the reader is written down
   */
  Starts(LaneStore lanes, ToLongFunction<StreamChannel> earliest) {
    this.lanes = lanes;
    this.earliest = earliest;
  }

  /**
   * Adds where the reads begin that {@code before} had not. Those of streams of {@code together}
   * begin with the first atom: they run from now on, as their readers.
   */
  Registration resolve(
      Registration next, Optional<Manifest> before, Set<String> together, Routes routes) {
    var all = new ArrayList<>(next.subscriptions());
    for (var part : next.manifest().parts()) {
      for (var reads : part.reads()) {
        var stream = reads.stream().path();
        var route = routes.stream(stream);
        var wasRead = before.flatMap(it -> it.part(part.name())).filter(it -> it.reads(stream));
        var isFixed =
            all.stream().anyMatch(it -> it.isOf(part.name(), stream, route.incarnation()));
        if (wasRead.isEmpty() && !isFixed && !together.contains(route.application())) {
          var starts = route.channels().stream().map(it -> start(it, route, reads.start()));
          all.add(new Subscription(part.name(), stream, route.incarnation(), starts.toList()));
        }
      }
    }
    return next.reading(List.copyOf(all));
  }

  private long start(StreamChannel channel, Routes.StreamRoute route, Start start) {
    var producer = lanes.load(route.producer(channel)).producer(channel.stream());
    if (start == Start.EARLIEST) {
      return earliest.applyAsLong(channel);
    }
    return producer.isSealed() ? producer.next() - 1 : producer.next();
  }
}
