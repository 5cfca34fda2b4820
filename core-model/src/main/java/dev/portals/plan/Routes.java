package dev.portals.plan;

import dev.portals.PortalsException;
import dev.portals.model.Node;
import dev.portals.task.AtomStream;
import dev.portals.task.Portal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Where the streams and portals are that the launched applications name (design rule S11).
 * Immutable.
 */
public final class Routes {
  /** The lane group that serves a portal. */
  public record PortalRoute(
      Portal<?, ?> portal, String application, Incarnation incarnation, Operator operator) {
    /** The lane that serves a key. */
    public LaneId lane(String key) {
      return new LaneId(
          application, incarnation, operator.name(), LaneHash.lane(key, operator.lanes()));
    }
  }

  /** The lane group that writes a stream. */
  public record StreamRoute(AtomStream<?> stream, Incarnation incarnation, Operator operator) {
    /** The stream's channels, one a producer lane. */
    public List<StreamChannel> channels() {
      var channels = new ArrayList<StreamChannel>();
      for (var lane = 0; lane < operator.lanes(); lane++) {
        channels.add(new StreamChannel(stream.path(), incarnation, lane));
      }
      return channels;
    }
  }

  /**
   * What one lane reads.
   *
   * @param port the input port: a stream's path, or the port of an internal edge
   */
  public record Input(String port, StreamChannel channel, LaneId producer) {}

  private final Map<String, PortalRoute> portals = new TreeMap<>();
  private final Map<String, StreamRoute> streams = new TreeMap<>();
  private final Map<String, Operator> senders = new HashMap<>();

  private Routes() {}

  /**
   * Resolves applications that run together; they may refer to one another.
   *
   * @throws PortalsException that names every path which is missing or of another type; then
   *     nothing may be launched
   */
  public static Routes resolve(List<Plan> plans, Map<String, Incarnation> incarnations) {
    var routes = new Routes();
    for (var plan : plans) {
      routes.provide(
          plan, Objects.requireNonNull(incarnations.get(plan.application()), plan.application()));
    }
    var problems = new ArrayList<String>();
    var applications = new HashSet<String>();
    for (var plan : plans) {
      if (!applications.add(plan.application())) {
        problems.add(
            "/" + plan.application() + " is there twice. Maybe stop or replace the one that runs");
      }
      for (var operator : plan.operators()) {
        routes.check(operator, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new PortalsException("nothing was launched:\n  " + String.join("\n  ", problems));
    }
    return routes;
  }

  private void provide(Plan plan, Incarnation incarnation) {
    for (var operator : plan.operators()) {
      operator
          .source()
          .ifPresent(
              s ->
                  streams.put(
                      s.stream().path(), new StreamRoute(s.stream(), incarnation, operator)));
      for (var node : operator.nodes()) {
        if (node instanceof Node.Write write) {
          var stream = write.stream();
          streams.put(stream.path(), new StreamRoute(stream, incarnation, operator));
        } else if (node instanceof Node.Send send) {
          senders.put(send.edge().path(), operator);
        }
      }
      for (var portal : operator.served()) {
        portals.put(
            portal.path(), new PortalRoute(portal, plan.application(), incarnation, operator));
      }
    }
  }

  private void check(Operator operator, List<String> problems) {
    var at = "/" + operator.application() + "/" + operator.name();
    for (var node : operator.nodes()) {
      if (node instanceof Node.Read read) {
        var path = read.stream().path();
        var route = streams.get(path);
        if (route == null) {
          problems.add(missing(at, "reads", path, streams.keySet()));
        } else if (!same(route.stream().type(), read.stream().type())) {
          problems.add(
              other(
                  at,
                  "reads",
                  path,
                  route.stream().type().getName(),
                  read.stream().type().getName()));
        }
      }
    }
    for (var portal : operator.asked()) {
      var route = portals.get(portal.path());
      if (route == null) {
        problems.add(missing(at, "asks", portal.path(), portals.keySet()));
      } else if (!same(route.portal().request(), portal.request())
          || !same(route.portal().reply(), portal.reply())
          || route.portal().isKeyed() != portal.isKeyed()) {
        problems.add(other(at, "asks", portal.path(), route.portal().types(), portal.types()));
      }
    }
  }

  private static String missing(String at, String verb, String path, Iterable<String> known) {
    return at
        + " "
        + verb
        + " "
        + path
        + ", which no running application has. Maybe launch its owner "
        + "with it; known: "
        + known;
  }

  private static String other(String at, String verb, String path, String is, String wanted) {
    return at
        + " "
        + verb
        + " "
        + path
        + " as "
        + wanted
        + ", but it is "
        + is
        + ". Maybe share one constant";
  }

  private static boolean same(Class<?> one, Class<?> two) {
    return one.getName().equals(two.getName());
  }

  /** The route of a portal that was checked at launch. */
  public PortalRoute portal(String path) {
    var route = portals.get(path);
    if (route == null) {
      throw new PortalsException(
          "no portal " + path + " is running. Maybe one of " + portals.keySet());
    }
    return route;
  }

  /** The route of a stream that was checked at launch. */
  public StreamRoute stream(String path) {
    var route = streams.get(path);
    if (route == null) {
      throw new PortalsException(
          "no stream " + path + " is running. Maybe one of " + streams.keySet());
    }
    return route;
  }

  /**
   * What a lane of an operator reads: of each stream the channels that fall to it, which are those
   * whose number is its own modulo the operator's lanes, and of each internal edge its share from
   * every lane before it.
   */
  public List<Input> inputs(LaneId lane, Operator operator) {
    var inputs = new ArrayList<Input>();
    for (var path : operator.inputs()) {
      var route = stream(path);
      for (var channel : route.channels()) {
        if (channel.lane() % operator.lanes() == lane.number()) {
          inputs.add(new Input(path, channel, producer(route.operator(), channel)));
        }
      }
    }
    for (var edge : operator.edges()) {
      var sender = Objects.requireNonNull(senders.get(edge.path()), edge.path());
      var port = edge.port(lane.number());
      for (var number = 0; number < sender.lanes(); number++) {
        var channel = new StreamChannel(port, lane.incarnation(), number);
        inputs.add(new Input(port, channel, producer(sender, channel)));
      }
    }
    return inputs;
  }

  private static LaneId producer(Operator operator, StreamChannel channel) {
    return new LaneId(
        operator.application(), channel.incarnation(), operator.name(), channel.lane());
  }
}
