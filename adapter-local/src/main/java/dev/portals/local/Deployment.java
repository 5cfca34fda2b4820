package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.driver.LaneDriver;
import dev.portals.driver.LaneSettings;
import dev.portals.driver.Ports;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.Operator;
import dev.portals.plan.Plan;
import dev.portals.plan.Routes;
import dev.portals.plan.StreamChannel;
import java.security.SecureRandom;
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

  private Deployment(Routes routes, Journal journal) {
    this.routes = routes;
    this.asks = new LocalAsks(journal, this::runner);
  }

  static Deployment launch(
      List<Application> applications,
      Journal journal,
      Recovered recovered,
      LocalStreams streams,
      Activity activity,
      Consumer<Throwable> fatal) {
    var plans = applications.stream().map(application -> Plan.of(application.graph())).toList();
    var incarnations = new HashMap<String, Incarnation>();
    var epochs = new HashMap<String, Long>();
    for (var plan : plans) {
      var before = recovered.launches().get(plan.application());
      var incarnation =
          before == null ? new Incarnation(1, new SecureRandom().nextLong()) : before.incarnation();
      if (incarnations.put(plan.application(), incarnation) != null) {
        throw new PortalsException(
            "application /" + plan.application() + " is launched twice. Maybe another name");
      }
      epochs.put(plan.application(), before == null ? 1 : before.planEpoch() + 1);
    }
    var routes = Routes.resolve(plans, incarnations);
    var launches = new ArrayList<JournalRecord.Launched>();
    for (var plan : plans) {
      launches.add(launched(plan, routes, incarnations, epochs, streams));
    }
    launches.forEach(journal::append);
    journal.awaitDurable();
    var deployment = new Deployment(routes, journal);
    deployment.start(plans, incarnations, epochs, journal, recovered, streams, activity, fatal);
    return deployment;
  }

  private static JournalRecord.Launched launched(
      Plan plan,
      Routes routes,
      Map<String, Incarnation> incarnations,
      Map<String, Long> epochs,
      LocalStreams streams) {
    var subscriptions = new ArrayList<JournalRecord.Subscribed>();
    for (var operator : plan.operators()) {
      for (var input : operator.inputs()) {
        for (var channel : routes.stream(input).channels()) {
          var reader = lane(operator, incarnations, channel.lane());
          if (!streams.subscribe(reader, channel)) {
            throw new PortalsException(
                reader
                    + " reads "
                    + input
                    + ", which has run before without it. Maybe start in a new directory: "
                    + "a new reader of a running stream is not supported in this version");
          }
          subscriptions.add(new JournalRecord.Subscribed(reader, channel));
        }
      }
    }
    return new JournalRecord.Launched(
        plan.application(),
        incarnations.get(plan.application()),
        epochs.get(plan.application()),
        subscriptions);
  }

  private static LaneId lane(Operator operator, Map<String, Incarnation> incarnations, int number) {
    return new LaneId(
        operator.application(), incarnations.get(operator.application()), operator.name(), number);
  }

  private void start(
      List<Plan> plans,
      Map<String, Incarnation> incarnations,
      Map<String, Long> epochs,
      Journal journal,
      Recovered recovered,
      LocalStreams streams,
      Activity activity,
      Consumer<Throwable> fatal) {
    for (var number = 0; number < Runtime.getRuntime().availableProcessors(); number++) {
      workers.add(new Worker("portals-worker-" + number, fatal));
    }
    var store = new JournalLaneStore(journal, recovered.lanes());
    for (var plan : plans) {
      var settings = LaneSettings.DEFAULT.withPlanEpoch(epochs.get(plan.application()));
      for (var operator : plan.operators()) {
        for (var number = 0; number < operator.lanes(); number++) {
          var lane = lane(operator, incarnations, number);
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
    streams.start((lane, delivery) -> runner(lane).offer(delivery), this::wakeProducer);
    runners.values().forEach(LaneRunner::wake);
    workers.forEach(Worker::start);
  }

  private void wakeProducer(StreamChannel channel) {
    var route = routes.stream(channel.stream());
    var operator = route.operator();
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

  void stop() {
    try {
      for (var worker : workers) {
        worker.stop();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
