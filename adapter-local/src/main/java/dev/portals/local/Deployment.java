package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.driver.LaneDriver;
import dev.portals.driver.LaneSettings;
import dev.portals.driver.Ports;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.Plan;
import dev.portals.plan.Routes;
import dev.portals.plan.StreamChannel;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The running lanes of the launched applications. Immutable once launched. */
final class Deployment {
  private final Routes routes;
  private final LocalAsks asks;
  private final Map<LaneId, LaneRunner> runners = new LinkedHashMap<>();
  private final List<Worker> workers = new ArrayList<>();

  private Deployment(Routes routes, Journal journal, Consumer<Throwable> fatal) {
    this.routes = routes;
    this.asks = new LocalAsks(journal, this::runner);
    for (var number = 0; number < Runtime.getRuntime().availableProcessors(); number++) {
      workers.add(new Worker("portals-worker-" + number, fatal));
    }
  }

  /** Resolves everything, writes the launches down, and only then runs anything. */
  static Deployment launch(
      List<Application> applications,
      Journal journal,
      Recovered recovered,
      LocalStreams streams,
      Activity activity,
      Consumer<Throwable> fatal) {
    var launches = new ArrayList<Launch>();
    var incarnations = new HashMap<String, Incarnation>();
    for (var application : applications) {
      var before = recovered.launches().get(application.name());
      var launch = Launch.after(before, Plan.of(application.graph()));
      launches.add(launch);
      if (incarnations.put(application.name(), launch.incarnation()) != null) {
        throw new PortalsException(
            "application /" + application.name() + " is launched twice. Maybe another name");
      }
    }
    var routes = Routes.resolve(launches.stream().map(Launch::plan).toList(), incarnations);
    launches.stream()
        .map(launch -> launch.subscribe(routes, streams))
        .toList()
        .forEach(journal::append);
    journal.awaitDurable();
    var deployment = new Deployment(routes, journal, fatal);
    var store = new JournalLaneStore(journal, recovered.lanes());
    launches.forEach(launch -> deployment.add(launch, store, streams, activity));
    deployment.start(streams);
    return deployment;
  }

  private void add(Launch launch, JournalLaneStore store, LocalStreams streams, Activity activity) {
    var settings = LaneSettings.DEFAULT.withPlanEpoch(launch.planEpoch());
    for (var operator : launch.plan().operators()) {
      for (var lane : launch.lanes(operator)) {
        for (var output : operator.outputs()) {
          streams.declare(new StreamChannel(output, lane.incarnation(), lane.number()));
        }
        var ports =
            new Ports(
                store,
                streams.of(lane),
                asks,
                new LoggingListener(),
                InstantSource.system(),
                RandomGenerator.getDefault());
        var driver = new LaneDriver(lane, operator, routes, ports, settings);
        var worker = workers.get(runners.size() % workers.size());
        runners.put(lane, new LaneRunner(driver, worker, activity));
      }
    }
  }

  private void start(LocalStreams streams) {
    streams.start((lane, delivery) -> runner(lane).offer(delivery), this::wakeProducer);
    runners.values().forEach(LaneRunner::wake);
    workers.forEach(Worker::start);
  }

  private void wakeProducer(StreamChannel channel) {
    var operator = routes.stream(channel.stream()).operator();
    runner(
            new LaneId(
                operator.application(), channel.incarnation(), operator.name(), channel.lane()))
        .wake();
  }

  private LaneRunner runner(LaneId lane) {
    var runner = runners.get(lane);
    if (runner == null) {
      throw new PortalsException(
          lane + " is not running, but others meet it. Maybe launch its application with theirs");
    }
    return runner;
  }

  Routes routes() {
    return routes;
  }

  LocalAsks asks() {
    return asks;
  }

  Collection<LaneRunner> runners() {
    return runners.values();
  }

  /** Ends every worker after its current slice. */
  void stop() {
    workers.forEach(Worker::stop);
  }
}
