package dev.portals.testkit;

import dev.portals.build.Application;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.Manifest;
import dev.portals.plan.Operator;
import dev.portals.plan.Phase;
import dev.portals.plan.Plan;
import dev.portals.plan.Registration;
import dev.portals.plan.Routes;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Caller;
import dev.portals.task.AtomStream;
import dev.portals.task.FailurePolicy;
import dev.portals.task.Portal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The applications of a simulation as lanes and routes. Immutable: all runs begin with the same.
 *
 * @param registrations of what runs
 * @param lanes of what runs, with their newest code
 * @param producers of every channel there has been
 * @param deployed every lane that there has been, with all its code by plan epoch
 * @param count how many lanes an operator of a workflow has
 * @param changes what somebody does to the applications, in this order
 * @param code of every manifest that there is, or will be
 */
record Topology(
    int count,
    List<Change> changes,
    Map<Manifest, Plan> code,
    List<Registration> registrations,
    Map<LaneId, Operator> lanes,
    Routes routes,
    Map<StreamChannel, LaneId> producers,
    Map<LaneId, TreeMap<Long, Deployed>> deployed,
    List<OutsideAsk> outside) {
  /** The code of a lane, where it leads, and all that it was ever to read. */
  record Deployed(Operator operator, Routes routes, Set<StreamChannel> read) {}

  Operator operator(LaneId lane) {
    return Objects.requireNonNull(lanes.get(lane), lane::toString);
  }

  Registration registration(String application) {
    return registrations.stream()
        .filter(it -> it.application().equals(application))
        .findFirst()
        .orElseThrow();
  }

  /** The newest code that there was of a lane, which perhaps has ended, by its plan epoch. */
  Map.Entry<Long, Deployed> newest(LaneId lane) {
    return Objects.requireNonNull(deployed.get(lane), lane::toString).lastEntry();
  }

  static Topology of(List<Application> applications, int count) {
    var registrations = new ArrayList<Registration>();
    var code = new HashMap<Manifest, Plan>();
    for (var application : applications) {
      var plan = Plan.of(application.graph(), count);
      var incarnation = new Incarnation(1, 17 + registrations.size());
      var manifest = Manifest.of(plan);
      code.put(manifest, plan);
      registrations.add(
          Registration.launching("first", manifest, incarnation, 1).in(Phase.RUNNING));
    }
    return new Topology(
            count,
            List.of(),
            code,
            List.of(),
            Map.of(),
            Routes.resolve(List.of()),
            Map.of(),
            Map.of(),
            List.of())
        .then(registrations, Routes.resolve(registrations));
  }

  /** The same with one more change to make. */
  Topology changing(Change change) {
    var newChanges = new ArrayList<>(changes);
    newChanges.add(change);
    var newCode = new HashMap<>(code);
    var applications =
        change instanceof Change.Launch launch
            ? launch.applications()
            : change instanceof Change.Replace it
                ? List.of(it.application())
                : List.<Application>of();
    for (var application : applications) {
      var plan = Plan.of(application.graph(), count);
      newCode.put(Manifest.of(plan), plan);
    }
    return new Topology(
        count,
        List.copyOf(newChanges),
        newCode,
        registrations,
        lanes,
        routes,
        producers,
        deployed,
        outside);
  }

  /** What runs after a change. */
  Topology then(List<Registration> running, Routes newRoutes) {
    var newLanes = new LinkedHashMap<LaneId, Operator>();
    var newProducers = new LinkedHashMap<>(producers);
    var newDeployed = new LinkedHashMap<LaneId, TreeMap<Long, Deployed>>();
    deployed.forEach((lane, by) -> newDeployed.put(lane, new TreeMap<>(by)));
    for (var registration : running) {
      var plan = Objects.requireNonNull(code.get(registration.manifest()));
      for (var lane : registration.lanes()) {
        var operator =
            plan.operators().stream()
                .filter(it -> it.name().equals(lane.operator()))
                .findFirst()
                .orElseThrow();
        newLanes.put(lane, operator);
        operator
            .outputs()
            .forEach(stream -> newProducers.put(StreamChannel.of(stream, lane), lane));
        var before = newDeployed.computeIfAbsent(lane, id -> new TreeMap<>());
        var read = new LinkedHashSet<StreamChannel>();
        if (!before.isEmpty()) {
          read.addAll(before.lastEntry().getValue().read());
        }
        newRoutes.inputs(lane).forEach(input -> read.add(input.channel()));
        before.put(registration.planEpoch(), new Deployed(operator, newRoutes, read));
      }
    }
    return new Topology(
        count, changes, code, running, newLanes, newRoutes, newProducers, newDeployed, outside);
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
    return asked(asks);
  }

  <T> Topology publishing(AtomStream<T> stream, List<List<T>> atoms) {
    var asks = new ArrayList<>(outside);
    for (var atom : atoms) {
      asks.add(OutsideAsk.publishing(this, stream, atom, "atom-" + asks.size()));
    }
    return asked(asks);
  }

  private Topology asked(List<OutsideAsk> asks) {
    return new Topology(
        count, changes, code, registrations, lanes, routes, producers, deployed, List.copyOf(asks));
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
