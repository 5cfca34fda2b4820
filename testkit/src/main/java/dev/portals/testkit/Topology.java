package dev.portals.testkit;

import dev.portals.build.Application;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.Operator;
import dev.portals.plan.Plan;
import dev.portals.plan.Routes;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Caller;
import dev.portals.task.Portal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The applications of a simulation as lanes and routes. Immutable: all runs share it. */
record Topology(
    Map<LaneId, Operator> lanes,
    Routes routes,
    Map<StreamChannel, LaneId> producers,
    List<OutsideAsk> outside) {

  Operator operator(LaneId lane) {
    return Objects.requireNonNull(lanes.get(lane), lane::toString);
  }

  static Topology of(List<Application> applications) {
    var plans = new ArrayList<Plan>();
    var incarnations = new LinkedHashMap<String, Incarnation>();
    for (var application : applications) {
      incarnations.put(application.name(), new Incarnation(incarnations.size() + 1L, 17));
      plans.add(Plan.of(application.graph()));
    }
    var lanes = new LinkedHashMap<LaneId, Operator>();
    var producers = new LinkedHashMap<StreamChannel, LaneId>();
    for (var plan : plans) {
      for (var operator : plan.operators()) {
        for (var number = 0; number < operator.lanes(); number++) {
          var incarnation = Objects.requireNonNull(incarnations.get(plan.application()));
          var lane = new LaneId(plan.application(), incarnation, operator.name(), number);
          lanes.put(lane, operator);
          for (var stream : operator.outputs()) {
            producers.put(new StreamChannel(stream, incarnation, number), lane);
          }
        }
      }
    }
    return new Topology(lanes, Routes.resolve(plans, incarnations), producers, List.of());
  }

  <Q> Topology asking(Portal<Q, ?> portal, List<? extends Q> requests) {
    var asks = new ArrayList<>(outside);
    for (Q request : requests) {
      asks.add(OutsideAsk.of(routes, portal, request, "request-" + asks.size()));
    }
    return new Topology(lanes, routes, producers, List.copyOf(asks));
  }

  OutsideAsk outside(Caller.External caller) {
    for (var ask : outside) {
      if (ask.caller().equals(caller)) {
        return ask;
      }
    }
    throw new Deviation(caller + " was served, but never asked");
  }
}
