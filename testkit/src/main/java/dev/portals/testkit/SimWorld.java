package dev.portals.testkit;

import dev.portals.driver.LaneDriver;
import dev.portals.driver.LaneSettings;
import dev.portals.driver.Ports;
import dev.portals.plan.LaneId;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.spi.WakeRows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run: one thread, one seed. Each tick one thing happens, chosen among all that could. */
final class SimWorld {
  private static final LaneSettings SETTINGS =
      new LaneSettings(1, 3, 50, 300_000, 24L * 60 * 60 * 1000, 1_000);
  private static final int MOST_FAULTY_TICKS = 900;
  private static final int SETTLING_TICKS = 20_000;
  private static final int OTHERS = 9;
  private static final int LONGEST_STEP_MILLIS = 150;
  private static final int LONGEST_READ = 150;

  private final Topology topology;
  private final Chance chance;
  private final Trace trace;
  private final SimClock clock = new SimClock();
  private final Ledgers ledgers = new Ledgers();
  private final SimStores stores;
  private final SimStreams streams;
  private final SimCallers callers;
  private final SimAsks asks;
  private final SimListener listener;
  private final List<SimLane> lanes = new ArrayList<>();
  private final int faultyTicks;
  private final int pace;
  private long tick;
  private @Nullable SimInstance polled;
  private @Nullable SimInstance reading;

  SimWorld(Topology topology, long seed, Faults faults, Trace trace) {
    this.topology = topology;
    this.trace = trace;
    chance = new Chance(seed, faults);
    stores =
        chance.oneIn(2)
            ? new SimLog(ledgers, chance, trace)
            : new SimTable(ledgers, chance, trace, this::others);
    streams = new SimStreams(topology, ledgers, chance, trace, clock);
    callers = new SimCallers(topology.outside(), chance);
    asks = new SimAsks(ledgers, callers, chance, trace);
    listener = new SimListener(trace);
    pace = 2 + chance.below(10);
    for (var lane : topology.lanes().keySet()) {
      lanes.add(new SimLane(lane, () -> driver(lane), streams.readers(lane), chance, trace));
    }
    faultyTicks = chance.below(MOST_FAULTY_TICKS);
  }

  private LaneDriver driver(LaneId lane) {
    var ports =
        new Ports(stores.open(), WakeRows.NONE, streams, asks, listener, clock, chance.fork());
    return new LaneDriver(lane, topology.operator(lane), topology.routes(), ports, SETTINGS);
  }

  /** Runs until nothing is left to happen, then compares. */
  Run run() {
    lanes.forEach(SimLane::start);
    var busy = true;
    while (busy && tick < faultyTicks) {
      busy = tick();
    }
    chance.endFaults();
    lanes.forEach(SimLane::heal);
    var end = tick + SETTLING_TICKS;
    while (tick()) {
      if (tick > end) {
        throw new Deviation("still busy " + SETTLING_TICKS + " ticks after the last fault");
      }
    }
    requireQuiet();
    new ReferenceRun(topology, ledgers).check();
    return new Run(
        1, ledgers.commits(), tick, stores.use(), Run.AsFunctions.NONE, chance.struck());
  }

  private boolean tick() {
    tick++;
    trace.at(tick, clock.millis());
    if (!chance.isOver() && reading == null) {
      chance.oneOf(lanes).strike();
      if (chance.strikes(Fault.CLOCK_JUMP)) {
        clock.advance(chance.below(20_000) - 10_000);
      }
    }
    var choice = chance.below(pace + OTHERS);
    for (var tried = 0; tried < pace + OTHERS; tried++) {
      if (happens((choice + tried) % (pace + OTHERS))) {
        return true;
      }
    }
    return pass();
  }

  /** With a slow pace of polls much is waiting at each, with a fast one little. */
  private boolean happens(int choice) {
    if (choice < 4) {
      return arrive();
    } else if (choice < 7) {
      return deliver();
    } else if (choice < 8) {
      return chance.oneIn(2) ? stores.landLate() : streams.landLate();
    } else if (choice < OTHERS) {
      return chance.oneIn(2) ? goOn() : call();
    }
    return poll();
  }

  private boolean goOn() {
    if (chance.oneIn(4)) {
      clock.advance(chance.below(LONGEST_STEP_MILLIS));
      return true;
    }
    return false;
  }

  private boolean call() {
    var message = !chance.isOver() && chance.oneIn(4) ? callers.any() : null;
    if (message != null) {
      asks.ask(message);
    }
    return message != null;
  }

  private boolean poll() {
    var first = chance.below(lanes.size());
    for (var tried = 0; tried < lanes.size(); tried++) {
      var lane = lanes.get((first + tried) % lanes.size());
      var due = lane.instances().stream().filter(i -> i.isDue(clock.millis())).toList();
      if (!due.isEmpty()) {
        var instance = chance.oneOf(due);
        poll(instance);
        if (chance.oneIn(100)) {
          requireMemory(instance);
        }
        return true;
      }
    }
    return false;
  }

  private void poll(SimInstance instance) {
    trace.by(instance.toString());
    polled = instance;
    instance.poll();
  }

  /** What happens while one process is reading: perhaps another one of its lane starts. */
  private void others() {
    reading = polled;
    if (reading != null && chance.oneIn(3)) {
      lane(reading.lane()).overlap();
    }
    var busy = true;
    for (var more = chance.below(LONGEST_READ); busy && more > 0; more--) {
      busy = tick();
    }
    polled = reading;
    trace.by(String.valueOf(reading));
    reading = null;
  }

  private boolean arrive() {
    var flight = asks.next();
    if (flight == null) {
      return false;
    }
    var receiver = flight.lost() ? null : lane(flight.to()).anyone();
    if (receiver == null) {
      trace.add(flight.to(), () -> "loses a message");
      return true;
    }
    if (flight.message() instanceof AskMessage message) {
      trace.add(receiver, () -> "is offered " + Words.of(message));
      receiver.driver().offer(message);
      receiver.offered();
    } else if (flight.message() instanceof AnswerMessage message) {
      trace.add(receiver, () -> "is offered " + Words.of(message));
      receiver.driver().offer(message);
      receiver.offered();
    }
    return true;
  }

  private boolean deliver() {
    var readers = streams.readers();
    if (readers.isEmpty()) {
      return false;
    }
    var first = chance.below(readers.size());
    for (var tried = 0; tried < readers.size(); tried++) {
      var reader = readers.get((first + tried) % readers.size());
      var receiver = lane(reader.lane()).receiver();
      var delivery = receiver == null ? null : reader.next(chance, receiver);
      if (receiver != null && delivery != null) {
        trace.add(receiver, () -> "is delivered " + SimStreams.words(delivery));
        receiver.driver().offer(delivery);
        receiver.offered();
        return true;
      }
    }
    return false;
  }

  /** Nothing can happen now: time passes until something can. False if nothing ever will. */
  private boolean pass() {
    if (stores.landLate() || streams.landLate()) {
      return true;
    }
    var down = lanes.stream().filter(SimLane::isDown).toList();
    if (!down.isEmpty()) {
      chance.oneOf(down).start();
      return true;
    }
    var unanswered = callers.unanswered();
    if (unanswered != null) {
      clock.advance(LONGEST_STEP_MILLIS);
      asks.ask(unanswered);
      return true;
    }
    var wake = Long.MAX_VALUE;
    for (var lane : lanes) {
      for (var instance : lane.instances()) {
        wake = Math.min(wake, instance.wakeAt());
      }
    }
    clock.advanceTo(wake == Long.MAX_VALUE ? 0 : wake);
    return wake != Long.MAX_VALUE;
  }

  private void requireQuiet() {
    for (var reader : streams.readers()) {
      if (!reader.isDone()) {
        throw new Deviation("nothing more happens, but " + reader);
      }
    }
    streams.requireEndsProduced();
    lanes.forEach(lane -> lane.instances().forEach(this::requireMemory));
  }

  private void requireMemory(SimInstance instance) {
    ledgers.requireMemory(instance, instance.lane(), instance.driver());
  }

  private SimLane lane(LaneId id) {
    for (var lane : lanes) {
      if (lane.id().equals(id)) {
        return lane;
      }
    }
    throw new Deviation("a message to " + id + ", which is no lane");
  }
}
