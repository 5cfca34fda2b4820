package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.model.Graph;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.Operator;
import dev.portals.plan.Plan;
import dev.portals.plan.Routes;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One application as it is launched: its plan, who it is, and how often it was launched. */
record Launch(Plan plan, Incarnation incarnation, long planEpoch) {
  /**
   * Goes on from the launch before, if the journal has one.
   *
   * @param lanes how many an operator is to have; if empty, as many as before
   * @param usual how many if neither says it
   * @throws PortalsException if it had another number of lanes: state would have to move (rule L2)
   */
  static Launch after(
      JournalRecord.@Nullable Launched before, Graph graph, OptionalInt lanes, int usual) {
    if (before == null) {
      var incarnation = new Incarnation(1, new SecureRandom().nextLong());
      return new Launch(Plan.of(graph, lanes.orElse(usual)), incarnation, 1);
    }
    if (lanes.isPresent() && lanes.getAsInt() != before.lanes()) {
      throw new PortalsException(
          "/%s has its state in %d lane%s an operator, not in %d, and it cannot move; nothing was launched. Maybe open without a number of lanes, or start in a new directory"
              .formatted(
                  before.application(),
                  before.lanes(),
                  before.lanes() == 1 ? "" : "s",
                  lanes.getAsInt()));
    }
    return new Launch(Plan.of(graph, before.lanes()), before.incarnation(), before.planEpoch() + 1);
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
      for (var lane : lanes(operator)) {
        for (var input : routes.inputs(lane)) {
          var channel = input.channel();
          if (!streams.isRead(channel, lane) && store.newest(input.producer()) > 0) {
            throw new PortalsException(
                "%s reads %s, which has run before without it; nothing was launched. Maybe start in a new directory: a new reader of a running stream is not supported in this version"
                    .formatted(lane, input.port()));
          }
          subscriptions.add(new JournalRecord.Subscribed(lane, channel, 0));
        }
      }
    }
    return new JournalRecord.Launched(
        plan.application(), incarnation, planEpoch, plan.lanes(), List.copyOf(subscriptions));
  }
}
