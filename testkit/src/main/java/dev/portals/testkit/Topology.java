package dev.portals.testkit;

import dev.portals.build.Application;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.Operator;
import dev.portals.plan.Plan;
import dev.portals.plan.Routes;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Caller;
import dev.portals.task.AtomStream;
import dev.portals.task.FailurePolicy;
import dev.portals.task.Portal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The applications of a simulation as lanes and routes. Immutable: all runs share it. */
record Topology(
    Map<LaneId, Operator> lanes,
    Routes routes,
    Map<StreamChannel, LaneId> producers,
    Set<LaneId> sealing,
    List<OutsideAsk> outside) {

  Operator operator(LaneId lane) {
    return Objects.requireNonNull(lanes.get(lane), lane::toString);
  }

  static Topology of(List<Application> applications, int count) {
    var plans = new ArrayList<Plan>();
    var incarnations = new LinkedHashMap<String, Incarnation>();
    for (var application : applications) {
      incarnations.put(application.name(), new Incarnation(incarnations.size() + 1L, 17));
      plans.add(Plan.of(application.graph(), count));
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
    var routes = Routes.resolve(plans, incarnations);
    return new Topology(lanes, routes, producers, sealing(lanes, routes), List.of());
  }

  /**
   * The lanes that come to an end (P4): generators, and whatever serves no portal and reads only
   * what ends.
   */
  private static Set<LaneId> sealing(Map<LaneId, Operator> lanes, Routes routes) {
    var sealing = new LinkedHashSet<LaneId>();
    var before = -1;
    while (sealing.size() > before) {
      before = sealing.size();
      lanes.forEach(
          (lane, operator) -> {
            var ends =
                (operator.source().isPresent() || operator.mayEnd())
                    && routes.inputs(lane).stream()
                        .allMatch(input -> sealing.contains(input.producer()));
            if (operator.served().isEmpty() && ends) {
              sealing.add(lane);
            }
          });
    }
    return sealing;
  }

  /** True if a lane may stop for good: as a function it would be called, and fail, for ever. */
  boolean mayStop() {
    return lanes.values().stream()
        .flatMap(operator -> operator.onFailure().stream())
        .anyMatch(policy -> policy.then() == FailurePolicy.Then.STOP);
  }

  <Q> Topology asking(Portal<Q, ?> portal, List<? extends Q> requests) {
    var asks = new ArrayList<>(outside);
    for (Q request : requests) {
      asks.add(OutsideAsk.of(this, portal, request, "request-" + asks.size()));
    }
    return new Topology(lanes, routes, producers, sealing, List.copyOf(asks));
  }

  <T> Topology publishing(AtomStream<T> stream, List<List<T>> atoms) {
    var asks = new ArrayList<>(outside);
    for (var atom : atoms) {
      asks.add(OutsideAsk.publishing(this, stream, atom, "atom-" + asks.size()));
    }
    return new Topology(lanes, routes, producers, sealing, List.copyOf(asks));
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
