package dev.portals.plan;

import dev.portals.PortalsException;
import java.util.ArrayList;
import java.util.Collection;
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
      Manifest.Service service, String application, Incarnation incarnation, Manifest.Part part) {
    /** The lane that serves a key. */
    public LaneId lane(String key) {
      return new LaneId(application, incarnation, part.name(), LaneHash.lane(key, part.lanes()));
    }
  }

  /** The lane group that writes a stream. */
  public record StreamRoute(
      Manifest.Stream stream, String application, Incarnation incarnation, Manifest.Part part) {
    /** The stream's channels, one a producer lane. */
    public List<StreamChannel> channels() {
      var channels = new ArrayList<StreamChannel>();
      for (var lane = 0; lane < part.lanes(); lane++) {
        channels.add(new StreamChannel(stream.path(), incarnation, lane));
      }
      return channels;
    }

    /** The lane that writes a channel. */
    public LaneId producer(StreamChannel channel) {
      return new LaneId(application, incarnation, part.name(), channel.lane());
    }
  }

  /**
   * What one lane reads.
   *
   * @param port the input port: a stream's path, or the port of an internal edge
   * @param start the number of the first atom to read (protocol rule P3)
   */
  public record Input(String port, StreamChannel channel, LaneId producer, long start) {}

  /** What is known of a lane that asks (protocol, replier rule 1). */
  public enum Standing {
    /** It is of the incarnation that is known, and asks this portal. */
    ASKER,
    /** It is of an incarnation before the one that is known. */
    FORMER,
    /** Anything else: somebody made it up, or it was launched or replaced since. */
    STRANGER
  }

  private record Asking(String application, String operator, String portal) {}

  private final Map<String, Registration> applications = new TreeMap<>();
  private final Map<Asking, Integer> askers = new HashMap<>();
  private final Map<String, PortalRoute> portals = new TreeMap<>();
  private final Map<String, StreamRoute> streams = new TreeMap<>();
  private final Map<String, Manifest.Part> senders = new HashMap<>();
  private final Map<String, StreamRoute> sequencers = new TreeMap<>();
  private final Map<String, Manifest.Splits> splitters = new TreeMap<>();

  private Routes() {}

  /**
   * Resolves applications that run together from their beginning; they may refer to one another.
   *
   * @throws PortalsException as {@link #resolve(Collection)}
   */
  public static Routes resolve(List<Plan> plans, Map<String, Incarnation> incarnations) {
    return resolve(
        plans.stream()
            .map(
                plan ->
                    Registration.launching(
                            "",
                            Manifest.of(plan),
                            Objects.requireNonNull(
                                incarnations.get(plan.application()), plan.application()),
                            1)
                        .in(Phase.RUNNING))
            .toList());
  }

  /**
   * Resolves applications that run together; they may refer to one another.
   *
   * @throws PortalsException that names every path which is missing or of another type; then
   *     nothing may be launched
   */
  public static Routes resolve(Collection<Registration> together) {
    var routes = new Routes();
    together.forEach(routes::provide);
    var problems = routes.problems(together);
    if (!problems.isEmpty()) {
      throw new PortalsException("nothing was launched:\n  " + String.join("\n  ", problems));
    }
    return routes;
  }

  /**
   * The routes of applications as they are, also of those that have been stopped: who asks them is
   * told so. Unchecked, for a process of one that was launched before.
   */
  public static Routes of(Collection<Registration> all) {
    var routes = new Routes();
    all.forEach(routes::provide);
    return routes;
  }

  /** What keeps applications from running together, each with advice; empty if nothing does. */
  public static List<String> check(Collection<Registration> together) {
    var routes = new Routes();
    together.forEach(routes::provide);
    return routes.problems(together);
  }

  private List<String> problems(Collection<Registration> together) {
    var problems = new ArrayList<String>();
    var names = new HashSet<String>();
    var written = named(streams);
    var sequenced = named(sequencers);
    var readable = new TreeMap<>(written);
    splitters.forEach((path, splits) -> readable.put(path, splits.splitter()));
    for (var registration : together) {
      if (!names.add(registration.application())) {
        problems.add(
            "/"
                + registration.application()
                + " is there twice. Maybe stop or replace the one that runs");
      }
      for (var part : registration.manifest().parts()) {
        check(part.path(registration.application()), part, readable, problems);
      }
      var at = "/" + registration.application();
      for (var splits : registration.manifest().splitters()) {
        check(at, "splits", splits.stream(), written, problems);
      }
      for (var connection : registration.manifest().connections()) {
        check(at, "connects", connection.stream(), written, problems);
        check(at, "connects to", connection.sequencer(), sequenced, problems);
        twice(registration, connection, problems);
      }
    }
    return problems;
  }

  /** Two connections would give each atom twice, numbered by one channel. */
  private void twice(Registration by, Manifest.Connection connection, List<String> problems) {
    for (var other : applications.values()) {
      var isAlso =
          other.application().compareTo(by.application()) < 0
              && other.manifest().connections().stream().anyMatch(it -> it.isLike(connection));
      if (isAlso) {
        problems.add(
            "/"
                + by.application()
                + " connects "
                + connection.stream().path()
                + " to "
                + connection.sequencer().path()
                + ", as does /"
                + other.application()
                + ". Maybe once: each atom would come twice");
      }
    }
  }

  private static Map<String, Manifest.Stream> named(Map<String, StreamRoute> routes) {
    var named = new TreeMap<String, Manifest.Stream>();
    routes.forEach((path, route) -> named.put(path, route.stream()));
    return named;
  }

  private void provide(Registration registration) {
    var application = registration.application();
    var incarnation = registration.incarnation();
    applications.put(application, registration);
    provideAskers(application, registration.manifest());
    registration.replaces().ifPresent(before -> provideAskers(application, before));
    for (var splits : registration.manifest().splitters()) {
      splitters.put(splits.splitter().path(), splits);
    }
    for (var part : registration.manifest().parts()) {
      for (var stream : part.writes()) {
        streams.put(stream.path(), new StreamRoute(stream, application, incarnation, part));
      }
      part.sequences()
          .ifPresent(
              it -> sequencers.put(it.path(), new StreamRoute(it, application, incarnation, part)));
      for (var edge : part.sends()) {
        senders.put(edge.path(), part);
      }
      for (var service : part.serves()) {
        portals.put(service.path(), new PortalRoute(service, application, incarnation, part));
      }
    }
  }

  private void provideAskers(String application, Manifest manifest) {
    for (var part : manifest.parts()) {
      for (var asked : part.asks()) {
        askers.put(new Asking(application, part.name(), asked.path()), part.lanes());
      }
    }
  }

  private void check(
      String at, Manifest.Part part, Map<String, Manifest.Stream> readable, List<String> problems) {
    for (var reads : part.reads()) {
      check(at, "reads", reads.stream(), readable, problems);
    }
    for (var asked : part.asks()) {
      var route = portals.get(asked.path());
      if (route == null) {
        problems.add(missing(at, "asks", asked.path(), portals.keySet()));
      } else if (!route.service().equals(asked)) {
        problems.add(other(at, "asks", asked.path(), route.service().types(), asked.types()));
      }
    }
  }

  private static void check(
      String at,
      String verb,
      Manifest.Stream wanted,
      Map<String, Manifest.Stream> known,
      List<String> problems) {
    var is = known.get(wanted.path());
    if (is == null) {
      problems.add(missing(at, verb, wanted.path(), known.keySet()));
    } else if (!is.equals(wanted)) {
      problems.add(other(at, verb, wanted.path(), is.type(), wanted.type()));
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

  /** The route of a portal that was checked at launch. */
  public PortalRoute portal(String path) {
    var route = portals.get(path);
    if (route == null) {
      throw new PortalsException(
          "no portal " + path + " is running. Maybe one of " + portals.keySet());
    }
    return route;
  }

  /** True if a stream is known, or what a splitter splits. */
  public boolean has(String path) {
    return streams.containsKey(split(path));
  }

  /** The stream that a splitter splits, or the stream itself. */
  private String split(String path) {
    var splits = splitters.get(path);
    return splits == null ? path : splits.stream().path();
  }

  /** The route of a stream, or of what a splitter splits, that was checked at launch. */
  public StreamRoute stream(String path) {
    var route = streams.get(split(path));
    if (route == null) {
      throw new PortalsException(
          "no stream " + path + " is running. Maybe one of " + streams.keySet());
    }
    return route;
  }

  /** The lane of a sequencer that was checked at launch. */
  public LaneId sequencer(String path) {
    var route = sequencers.get(path);
    if (route == null) {
      throw new PortalsException(
          "no sequencer " + path + " is running. Maybe one of " + sequencers.keySet());
    }
    return new LaneId(route.application(), route.incarnation(), route.part().name(), 0);
  }

  /**
   * What a lane of an operator reads: of each stream the channels that fall to it, which are those
   * whose number is its own modulo the operator's lanes; of a sequencer every stream that an
   * application which was launched and has not ended connects it with; and of each internal edge
   * its share from every lane before it.
   */
  public List<Input> inputs(LaneId lane) {
    var registration = application(lane);
    var part = part(registration, lane);
    var inputs = new ArrayList<Input>();
    for (var reads : part.reads()) {
      add(inputs, lane, part, registration, part.name(), stream(reads.stream().path()));
    }
    part.sequences().ifPresent(it -> addConnected(inputs, lane, part, it.path()));
    for (var edge : part.receives()) {
      var sender = Objects.requireNonNull(senders.get(edge.path()), edge.path());
      var port = edge.port(lane.number());
      for (var number = 0; number < sender.lanes(); number++) {
        var channel = new StreamChannel(port, lane.incarnation(), number);
        var producer = new LaneId(lane.application(), lane.incarnation(), sender.name(), number);
        inputs.add(new Input(port, channel, producer, 0));
      }
    }
    return inputs;
  }

  /**
   * Where a connected stream begins is fixed by who connects it. A launch that is not done may be
   * refused yet: what it connects is not seen, as a sequencer could not forget it.
   */
  private void addConnected(List<Input> inputs, LaneId lane, Manifest.Part part, String sequencer) {
    for (var connecting : applications.values()) {
      for (var connection : connecting.manifest().connections()) {
        var route = streams.get(connection.stream().path());
        if (route != null
            && connecting.isConnecting()
            && connection.sequencer().path().equals(sequencer)) {
          add(inputs, lane, part, connecting, sequencer, route);
        }
      }
    }
  }

  /** The channels of a stream that fall to a lane. */
  private static void add(
      List<Input> inputs,
      LaneId lane,
      Manifest.Part part,
      Registration reading,
      String reader,
      StreamRoute route) {
    for (var channel : route.channels()) {
      if (channel.lane() % part.lanes() == lane.number()) {
        var start = reading.start(reader, channel);
        inputs.add(new Input(channel.stream(), channel, route.producer(channel), start));
      }
    }
  }

  /** What is known of a lane that asks a portal. */
  public Standing standing(LaneId lane, String portal) {
    var registration = applications.get(lane.application());
    if (registration == null) {
      return Standing.STRANGER;
    }
    var known = registration.incarnation();
    if (!lane.incarnation().equals(known)) {
      return lane.incarnation().ordinal() > known.ordinal() ? Standing.STRANGER : Standing.FORMER;
    }
    var lanes = askers.getOrDefault(new Asking(lane.application(), lane.operator(), portal), 0);
    return lane.number() >= 0 && lane.number() < lanes ? Standing.ASKER : Standing.STRANGER;
  }

  private Registration application(LaneId lane) {
    var registration = applications.get(lane.application());
    if (registration == null) {
      throw new PortalsException(
          "no application of " + lane + " is running. Maybe one of " + applications.keySet());
    }
    return registration;
  }

  private static Manifest.Part part(Registration registration, LaneId lane) {
    return registration
        .manifest()
        .part(lane.operator())
        .orElseThrow(
            () ->
                new PortalsException(
                    lane
                        + " is no lane of what is deployed as "
                        + registration.planEpoch()
                        + ". Maybe code and registry are of two versions"));
  }
}
