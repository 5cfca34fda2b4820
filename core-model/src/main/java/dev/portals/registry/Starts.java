package dev.portals.registry;

import dev.portals.PortalsException;
import dev.portals.plan.LaneId;
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
        var path = reads.stream().path();
        var wasRead = before.flatMap(it -> it.part(part.name())).filter(it -> it.reads(path));
        if (wasRead.isEmpty()) {
          begin(all, part.name(), routes.stream(path), reads.start(), together);
        }
      }
    }
    for (var connection : next.manifest().connections()) {
      var reader = connection.sequencer().path();
      var wasThere = before.filter(it -> it.connects(connection));
      if (wasThere.isEmpty()
          && all.stream()
              .noneMatch(
                  it ->
                      it.operator().equals(reader)
                          && it.stream().equals(connection.stream().path()))) {
        var route = routes.stream(connection.stream().path());
        requireNew(connection, route, routes.sequencer(connection.sequencer().path()));
        begin(all, connection.sequencer().path(), route, connection.start(), together);
      }
    }
    return next.reading(List.copyOf(all));
  }

  /** A sequencer that has read a stream knows how far: it cannot begin with another atom. */
  private void requireNew(
      Manifest.Connection connection, Routes.StreamRoute route, LaneId sequencer) {
    var state = lanes.load(sequencer);
    for (var channel : route.channels()) {
      var next = state.consumer(channel.stream(), channel).cursor();
      if (next > 0) {
        throw new PortalsException(
            "%s was connected to %s before, up to atom %d of %s, and what came since is lost to it; nothing was changed. Maybe connect a stream that copies it: app.workflow(…).sink(…)"
                .formatted(
                    connection.stream().path(), connection.sequencer().path(), next, channel));
      }
    }
  }

  private void begin(
      List<Subscription> all,
      String reader,
      Routes.StreamRoute route,
      Start from,
      Set<String> together) {
    var stream = route.stream().path();
    var isFixed = all.stream().anyMatch(it -> it.isOf(reader, stream, route.incarnation()));
    if (!isFixed && !together.contains(route.application())) {
      var starts = route.channels().stream().map(it -> start(it, route, from)).toList();
      all.add(new Subscription(reader, stream, route.incarnation(), starts));
    }
  }

  private long start(StreamChannel channel, Routes.StreamRoute route, Start start) {
    var producer = lanes.load(route.producer(channel)).producer(channel.stream());
    if (start == Start.EARLIEST) {
      return earliest.applyAsLong(channel);
    }
    return producer.isSealed() ? producer.next() - 1 : producer.next();
  }
}
