package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.Operator;
import dev.portals.plan.Plan;
import dev.portals.plan.Routes;
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
   * Fixes what the application's lanes read (protocol rule P3) and gives the journal's record of
   * the launch.
   *
   * @throws PortalsException if a stream was read by others before, and what they read is gone
   */
  JournalRecord.Launched subscribe(Routes routes, LocalStreams streams) {
    var subscriptions = new ArrayList<JournalRecord.Subscribed>();
    for (var operator : plan.operators()) {
      for (var input : operator.inputs()) {
        for (var channel : routes.stream(input).channels()) {
          var reader = lane(operator, channel.lane());
          if (!streams.subscribe(reader, channel)) {
            throw new PortalsException(
                "%s reads %s, which has run before without it. Maybe start in a new directory: a new reader of a running stream is not supported in this version"
                    .formatted(reader, input));
          }
          subscriptions.add(new JournalRecord.Subscribed(reader, channel));
        }
      }
    }
    return new JournalRecord.Launched(
        plan.application(), incarnation, planEpoch, List.copyOf(subscriptions));
  }
}
