package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.codec.Bytes;
import dev.portals.driver.LaneDriver;
import dev.portals.driver.LaneSettings;
import dev.portals.driver.Ports;
import dev.portals.local.tracing.Traced;
import dev.portals.local.tracing.Tracing;
import dev.portals.plan.LaneId;
import dev.portals.plan.Operator;
import dev.portals.plan.Phase;
import dev.portals.plan.Plan;
import dev.portals.plan.Registration;
import dev.portals.plan.Routes;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Outcome;
import dev.portals.spi.WakeRows;
import dev.portals.task.AtomStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes that run, on their workers. One change at a time; the rest from any thread. */
final class Deployment {
  private static final Logger LOG = LoggerFactory.getLogger("dev.portals.local");
  private static final int PATIENCE_SECONDS = 10;

  private final LocalStreams streams;
  private final Activity activity;
  private final InstantSource time = SteadyTime.start();
  private final JournalLaneStore store;
  private final LocalAsks asks;
  private final Traces traces;
  private final Map<LaneId, LaneRunner> runners = new ConcurrentHashMap<>();
  private final List<LaneRunner> inOrder = new CopyOnWriteArrayList<>();
  private final List<Worker> workers = new ArrayList<>();
  private int assigned;
  private volatile Routes routes;

  Deployment(
      Journal journal,
      Recovered recovered,
      JournalRegistry registry,
      LocalStreams streams,
      Truncation truncation,
      Activity activity,
      Tracing tracing,
      Consumer<Throwable> fatal) {
    this.streams = streams;
    this.activity = activity;
    this.traces = new Traces(tracing);
    this.store =
        new JournalLaneStore(
            journal, recovered.lanes(), truncation, () -> inOrder.forEach(LaneRunner::wake));
    this.asks =
        new LocalAsks(journal, lane -> Optional.ofNullable(runners.get(lane)), registry::hasEnded);
    this.routes = Routes.of(registry.registrations());
    for (var number = 0; number < Runtime.getRuntime().availableProcessors(); number++) {
      var worker = new Worker("portals-worker-" + number, time, fatal);
      workers.add(worker);
      worker.start();
    }
  }

  InstantSource time() {
    return time;
  }

  /** Lanes for a change of the topology, to be given to {@link #update} in any case. */
  PausedLanes pausing() {
    return new PausedLanes(store, streams, runners::get);
  }

  /**
   * Runs what the registry says, of the code that there is: lanes that ended go, new ones come,
   * those that were paused or read something else from now on go on with another driver.
   */
  void update(Collection<Registration> registered, Map<String, Plan> code, PausedLanes lanes) {
    var known = new HashMap<String, Registration>();
    registered.forEach(it -> known.put(it.application(), it));
    var next = Routes.of(registered);
    pauseReaders(known, next, lanes);
    lanes.giveBack();
    remove(known);
    routes = next;
    inOrder.forEach(runner -> runner.offer(next)); // before any of the new ones asks
    var changed = new ArrayList<LaneRunner>();
    for (var plan : code.values()) {
      var registration = known.get(plan.application());
      if (registration != null && registration.phase() != Phase.STOPPED) {
        changed.addAll(run(plan, registration, lanes.paused()));
      }
    }
    declare(code.values());
    for (var runner : changed) {
      streams.attach(runner.lane(), runner::offer);
      asks.askAgain(runner.lane());
      runner.wake();
    }
  }

  /** What was launched anew after a stop by force has other channels than before. */
  private void pauseReaders(Map<String, Registration> known, Routes next, PausedLanes lanes) {
    for (var runner : inOrder) {
      var lane = runner.lane();
      if (isOf(known.get(lane.application()), lane)
          && !routes.inputs(lane).equals(next.inputs(lane))) {
        try {
          lanes.load(lane);
        } catch (PortalsException busy) {
          LOG.warn("{}: reads on what was stopped until it is opened again: {}", lane, busy);
        }
      }
    }
  }

  private static boolean isOf(@Nullable Registration registration, LaneId lane) {
    return registration != null
        && registration.phase() != Phase.STOPPED
        && registration.incarnation().equals(lane.incarnation())
        && registration.manifest().part(lane.operator()).isPresent();
  }

  private void remove(Map<String, Registration> known) {
    var gone =
        inOrder.stream()
            .filter(it -> !isOf(known.get(it.lane().application()), it.lane()))
            .toList();
    inOrder.removeAll(gone);
    gone.forEach(runner -> runners.remove(runner.lane()));
    streams.forget(
        channel -> {
          var owner = known.get(channel.stream().split("/", -1)[1]);
          return owner != null
              && (owner.phase() == Phase.STOPPED
                  || !owner.incarnation().equals(channel.incarnation()));
        });
    for (var registration : known.values()) {
      if (registration.phase() == Phase.STOPPED) {
        for (var lane : registration.lanes()) {
          store.forget(lane);
          asks.ended(lane);
          traces.ended(lane);
        }
      }
    }
  }

  private List<LaneRunner> run(Plan plan, Registration registration, Set<LaneRunner> paused) {
    var changed = new ArrayList<LaneRunner>();
    for (var operator : plan.operators()) {
      for (var number = 0; number < operator.lanes(); number++) {
        var lane =
            new LaneId(plan.application(), registration.incarnation(), operator.name(), number);
        var runner = runners.get(lane);
        if (runner == null) {
          changed.add(add(lane, operator, registration.planEpoch()));
        } else if (paused.contains(runner)) {
          runner.goOn(operator, driver(lane, operator, registration.planEpoch(), runner.watch()));
          changed.add(runner);
        }
      }
    }
    return changed;
  }

  private void broken(LaneId lane, String why) {
    asks.broken(lane, why);
    traces.ended(lane);
  }

  private LaneRunner add(LaneId lane, Operator operator, long planEpoch) {
    var watch = new LaneWatch(this::broken);
    var worker = workers.get(assigned++ % workers.size());
    var driver = driver(lane, operator, planEpoch, watch);
    var runner = new LaneRunner(operator, driver, watch, worker, activity);
    runners.put(lane, runner);
    inOrder.add(runner);
    return runner;
  }

  private LaneDriver driver(LaneId lane, Operator operator, long planEpoch, LaneWatch watch) {
    var ports =
        new Ports(
            new TracedLaneStore(store, traces),
            WakeRows.NONE,
            streams.of(lane),
            asks,
            watch,
            time,
            RandomGenerator.getDefault());
    return new LaneDriver(
        lane, operator, routes, ports, LaneSettings.DEFAULT.withPlanEpoch(planEpoch));
  }

  /** Any change may close a cycle of streams, or open one. */
  private void declare(Collection<Plan> code) {
    var cycles = Cycles.streams(code);
    for (var runner : inOrder) {
      for (var output : runner.operator().outputs()) {
        var channel = StreamChannel.of(output, runner.lane());
        streams.declare(channel, cycles.contains(output), runner::wake);
      }
    }
  }

  Routes routes() {
    return routes;
  }

  /**
   * The operator that serves a portal, or what is published from outside.
   *
   * @throws PortalsException if none runs here
   */
  Operator replier(String portal) {
    var known = new TreeSet<String>();
    for (var runner : inOrder) {
      if (runner.operator().serves(portal)) {
        return runner.operator();
      }
      runner.operator().served().forEach(served -> known.add(served.path()));
    }
    throw new PortalsException("no portal " + portal + " is running. Maybe one of " + known);
  }

  /**
   * The operator that writes a stream, and what it writes.
   *
   * @throws PortalsException if none runs here
   */
  Written writer(String stream) {
    var known = new TreeSet<String>();
    for (var runner : inOrder) {
      for (var written : runner.operator().writes()) {
        if (written.path().equals(stream)) {
          return new Written(written, runner.operator());
        }
        known.add(written.path());
      }
    }
    throw new PortalsException("no stream " + stream + " is running. Maybe one of " + known);
  }

  /** A stream and its operator. */
  record Written(AtomStream<?> stream, Operator operator) {}

  LocalAsks asks() {
    return asks;
  }

  Traces traces() {
    return traces;
  }

  /** An ask from outside, followed until it is answered. */
  CompletableFuture<Outcome> ask(
      Caller.External external, LaneId replier, Bytes payload, Traced traced) {
    var forget = traces.asked(external, replier, traced);
    return asks.ask(external, replier, payload).whenComplete((outcome, failed) -> forget.run());
  }

  /**
   * Asks lanes to say when each has run once more: not until then is it of use to pause them again.
   *
   * @return whether all have; empty if one does not run here
   */
  Optional<BooleanSupplier> runOnce(Collection<LaneId> lanes) {
    var left = new AtomicInteger(lanes.size());
    for (var lane : lanes) {
      var runner = runners.get(lane);
      if (runner == null) {
        return Optional.empty();
      }
      runner.afterwards(
          () -> {
            left.decrementAndGet();
            activity.rests();
          });
    }
    return Optional.of(() -> left.get() == 0);
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
