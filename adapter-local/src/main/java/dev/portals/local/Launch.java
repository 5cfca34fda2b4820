package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.Operator;
import dev.portals.plan.Plan;
import dev.portals.plan.Routes;
import dev.portals.plan.StreamChannel;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One application as it is launched: its plan, who it is, and how often it was launched. */
record Launch(Plan plan, Incarnation incarnation, long planEpoch) {
  /** Goes on from the launch before, if the journal has one. */
  static Launch after(JournalRecord.@Nullable Launched before, Plan plan) {
    return before == null
        ? new Launch(plan, new Incarnation(1, new SecureRandom().nextLong()), 1)
        : new Launch(plan, before.incarnation(), before.planEpoch() + 1);
  }

  LaneId lane(Operator operator, int number) {
    return new LaneId(plan.application(), incarnation, operator.name(), number);
  }

  /** The lanes of an operator. */
  List<LaneId> lanes(Operator operator) {
    var lanes = new ArrayList<LaneId>();
    for (var number = 0; number < operator.lanes(); number++) {
      lanes.add(lane(operator, number));
    }
    return lanes;
  }

  /**
   * What the journal is to say of the launch: what its lanes read (protocol rule P3). Changes
   * nothing. A lane goes on with what it read before; anything else it reads from the first atom,
   * so the producer must not have committed yet. To hold while the record is appended: see {@link
   * JournalLaneStore#whileNoneBegins}.
   *
   * @throws PortalsException if a lane is to read what has run without it
   */
  JournalRecord.Launched record(Routes routes, LocalStreams streams, JournalLaneStore store) {
    var subscriptions = new ArrayList<JournalRecord.Subscribed>();
    for (var operator : plan.operators()) {
      for (var input : operator.inputs()) {
        var route = routes.stream(input);
        for (var channel : route.channels()) {
          var reader = lane(operator, channel.lane());
          if (!streams.isRead(channel, reader) && store.newest(producer(route, channel)) > 0) {
            throw new PortalsException(
                "%s reads %s, which has run before without it; nothing was launched. Maybe start in a new directory: a new reader of a running stream is not supported in this version"
                    .formatted(reader, input));
          }
          subscriptions.add(new JournalRecord.Subscribed(reader, channel, 0));
        }
      }
    }
    return new JournalRecord.Launched(
        plan.application(), incarnation, planEpoch, List.copyOf(subscriptions));
  }

  private static LaneId producer(Routes.StreamRoute route, StreamChannel channel) {
    return new LaneId(
        route.operator().application(),
        channel.incarnation(),
        route.operator().name(),
        channel.lane());
  }
}
