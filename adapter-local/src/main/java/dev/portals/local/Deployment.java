package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.driver.LaneDriver;
import dev.portals.driver.LaneSettings;
import dev.portals.driver.Ports;
import dev.portals.plan.LaneId;
import dev.portals.plan.Operator;
import dev.portals.plan.Routes;
import dev.portals.plan.StreamChannel;
import dev.portals.spi.WakeRows;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running lanes of the launched applications. One launch at a time; the rest from any thread.
 */
final class Deployment {
  private static final Logger LOG = LoggerFactory.getLogger("dev.portals.local");
  private static final int PATIENCE_SECONDS = 10;

  private final Journal journal;
  private final Recovered recovered;
  private final LocalStreams streams;
  private final Activity activity;
  private final InstantSource time = SteadyTime.start();
  private final OptionalInt lanes;
  private final JournalLaneStore store;
  private final LocalAsks asks;
  private final List<Launch> launches = new ArrayList<>();
  private final Map<LaneId, LaneRunner> runners = new ConcurrentHashMap<>();
  private final List<LaneRunner> inOrder = new CopyOnWriteArrayList<>();
  private final List<Worker> workers = new ArrayList<>();
  private int assigned;
  private volatile Routes routes = Routes.resolve(List.of(), Map.of());

  Deployment(
      Journal journal,
      Recovered recovered,
      LocalStreams streams,
      Truncation truncation,
      Activity activity,
      OptionalInt lanes,
      Consumer<Throwable> fatal) {
    this.journal = journal;
    this.lanes = lanes;
    this.recovered = recovered;
    this.streams = streams;
    this.activity = activity;
    this.store =
        new JournalLaneStore(
            journal, recovered.lanes(), truncation, () -> inOrder.forEach(LaneRunner::wake));
    this.asks = new LocalAsks(journal, lane -> Optional.ofNullable(runners.get(lane)));
    for (var number = 0; number < Runtime.getRuntime().availableProcessors(); number++) {
      var worker = new Worker("portals-worker-" + number, time, fatal);
      workers.add(worker);
      worker.start();
    }
  }

  /**
   * Resolves everything, writes the launches down, and only then runs anything (S11, P3). Atoms
   * that others write for the new readers meanwhile are kept for them.
   */
  void launch(List<Application> applications) {
    var fresh = new ArrayList<Launch>();
    var usual =
        recovered.launches().values().stream()
            .mapToInt(JournalRecord.Launched::lanes)
            .max()
            .orElse(1);
    for (var application : applications) {
      if (Stream.concat(launches.stream(), fresh.stream())
          .anyMatch(other -> other.plan().application().equals(application.name()))) {
        throw new PortalsException(
            "application /" + application.name() + " is launched already. Maybe another name");
      }
      var before = recovered.launches().get(application.name());
      fresh.add(Launch.after(before, application.graph(), lanes, usual));
    }
    var all = Stream.concat(launches.stream(), fresh.stream()).toList();
    var resolved =
        Routes.resolve(
            all.stream().map(Launch::plan).toList(),
            all.stream()
                .collect(Collectors.toMap(l -> l.plan().application(), Launch::incarnation)));
    var added = fresh.stream().flatMap(launch -> runners(launch, resolved).stream()).toList();
    store.whileNoneBegins(() -> subscribe(fresh, resolved));
    journal.awaitDurable();
    launches.addAll(fresh);
    var cycles =
        Cycles.streams(all.stream().flatMap(launch -> launch.plan().operators().stream()).toList());
    inOrder.forEach(runner -> runner.offer(resolved)); // before any of the new ones asks
    added.forEach(runner -> add(runner, cycles));
    routes = resolved;
    added.forEach(runner -> streams.attach(runner.lane(), runner::offer));
    added.forEach(LaneRunner::wake);
  }

  /** All or none: what is refused has changed nothing. */
  private void subscribe(List<Launch> fresh, Routes resolved) {
    var records = fresh.stream().map(launch -> launch.record(resolved, streams, store)).toList();
    records.forEach(journal::append);
    records.forEach(streams::subscribe);
  }

  private List<LaneRunner> runners(Launch launch, Routes resolved) {
    var settings = LaneSettings.DEFAULT.withPlanEpoch(launch.planEpoch());
    var made = new ArrayList<LaneRunner>();
    for (var operator : launch.plan().operators()) {
      for (var lane : launch.lanes(operator)) {
        var watch = new LaneWatch(asks::broken);
        var ports =
            new Ports(
                store,
                WakeRows.NONE,
                streams.of(lane),
                asks,
                watch,
                time,
                RandomGenerator.getDefault());
        var driver = new LaneDriver(lane, operator, resolved, ports, settings);
        var worker = workers.get(assigned++ % workers.size());
        made.add(new LaneRunner(operator, driver, watch, worker, activity));
      }
    }
    return made;
  }

  /** What runs reads nothing that is launched later: no later launch closes a cycle. */
  private void add(LaneRunner runner, Set<String> cycles) {
    for (var output : runner.operator().outputs()) {
      var channel = StreamChannel.of(output, runner.lane());
      streams.declare(channel, cycles.contains(output), runner::wake);
    }
    runners.put(runner.lane(), runner);
    inOrder.add(runner);
  }

  Routes routes() {
    return routes;
  }

  /** The operator that serves a portal. */
  Operator replier(String portal) {
    var lane = routes.portal(portal).lane("");
    return Objects.requireNonNull(runners.get(lane), lane::toString).operator();
  }

  LocalAsks asks() {
    return asks;
  }

  List<LaneRunner> runners() {
    return inOrder;
  }

  /**
   * True if nothing moves before an offer from outside, given that no lane runs. Without a lane
   * that has stopped that is when none waits for another. With one, those that wait are taken to
   * wait for it, at first hand or not: every message arrives in one process, so if no lane runs and
   * none goes on by itself, nothing else is left that could move them.
   */
  boolean isQuiet() {
    var stopped = inOrder.stream().anyMatch(LaneRunner::hasStopped);
    return inOrder.stream().allMatch(runner -> runner.isQuiet() || (stopped && runner.isWaiting()));
  }

  /**
   * Ends every worker after its current slice, and waits for that as long as user code may take to
   * return. Who has not ended then may go on, but what it commits later is refused by the log.
   */
  void stop() {
    workers.forEach(Worker::stop);
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    for (var worker : workers) {
      if (!worker.awaitEnd(deadline)) {
        LOG.warn(
            "{}: user code has not returned within {} s. The log closes: what it does from now on is not kept, and is done anew when the directory is opened again",
            worker,
            PATIENCE_SECONDS);
      }
    }
  }
}
