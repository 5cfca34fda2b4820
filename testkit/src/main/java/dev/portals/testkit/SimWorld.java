package dev.portals.testkit;

import dev.portals.driver.LaneDriver;
import dev.portals.driver.Ports;
import dev.portals.plan.LaneId;
import dev.portals.plan.Phase;
import dev.portals.plan.Registration;
import dev.portals.plan.Routes;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.spi.WakeRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run in which the processes of lanes live until they are killed. */
final class SimWorld extends World {
  private static final int SETTLING_TICKS = 25_000;
  private static final int OTHERS = 8;
  private static final int KINDS = 4;

  private final SimStores stores;
  private final SimRegistry registry;
  private final SimChanges changes;
  private final List<SimLane> lanes = new ArrayList<>();
  private final Map<LaneId, SimLane> byId = new HashMap<>();
  private int latest;
  private @Nullable SimInstance polled;
  private @Nullable SimInstance reading;

  SimWorld(Topology topology, Setting setting, Chance chance, Trace trace) {
    super(topology, setting, chance, trace, SETTLING_TICKS);
    stores =
        setting.onTable()
            ? new SimTable(setting, ledgers, chance, trace, this::others)
            : new SimLog(ledgers, chance, trace);
    registry = new SimRegistry(ledgers, chance, trace, this::others, this::struck);
    registry.begin(topology.registrations());
    changes =
        new SimChanges(topology, registry, stores, clock, chance, trace, this::others, this::look);
    topology.lanes().keySet().forEach(this::add);
  }

  private SimLane add(LaneId id) {
    var lane = new SimLane(id, () -> driver(id), streams, chance, trace);
    lanes.add(lane);
    byId.put(id, lane);
    return lane;
  }

  /** A process starts with the newest code, but an ended lane has that which it ended with. */
  private LaneDriver driver(LaneId lane) {
    var ports =
        new Ports(stores.open(), WakeRows.NONE, streams, asks, listener, clock, chance.fork());
    var newest = topology.newest(lane);
    var code = newest.getValue();
    var settings = SETTINGS.withPlanEpoch(newest.getKey());
    return new LaneDriver(lane, code.operator(), code.routes(), ports, settings);
  }

  /** Somebody changes applications; processes of what then runs start. */
  private void change() {
    polled = null;
    chance.by(null);
    changes.happen();
    deploy();
  }

  private void struck() {
    changes.struck();
  }

  private void look(List<LaneId> marked) {
    marked.forEach(lane -> lane(lane).look());
  }

  /** The newest code runs as soon as every lane is known to be its; older processes go on. */
  private void deploy() {
    var all = registry.registrations();
    var running = new ArrayList<Registration>();
    for (var is : all) {
      if (is.phase() != Phase.LAUNCHING && is.phase() != Phase.STOPPED) {
        running.add(is.replaces().isEmpty() ? is : topology.registration(is.application()));
      }
    }
    if (running.equals(topology.registrations())) {
      return;
    }
    var before = topology;
    topology = before.then(running, Routes.of(all));
    streams.deploy(topology);
    for (var lane : topology.lanes().keySet()) {
      if (!before.deployed().containsKey(lane)) {
        add(lane).start();
      } else if (topology.newest(lane).getKey() > before.newest(lane).getKey()) {
        lane(lane).deploy();
      } else if (!topology.operator(lane).served().isEmpty()
          || !inputs(topology, lane).equals(inputs(before, lane))) {
        lane(lane).tell(topology.routes()); // who may ask, or what a sequencer takes
      }
    }
  }

  private static List<Routes.Input> inputs(Topology topology, LaneId lane) {
    return topology.routes().inputs(lane);
  }

  @Override
  void start() {
    lanes.forEach(SimLane::start);
  }

  @Override
  void heal() {
    for (var lane : lanes) {
      lane.heal(topology.newest(lane.id()).getValue().routes());
    }
  }

  @Override
  Lives lives() {
    return registry;
  }

  @Override
  Run.OnTable onTable() {
    return stores.use();
  }

  @Override
  Run.AsFunctions asFunctions() {
    return Run.AsFunctions.NONE;
  }

  @Override
  boolean next() {
    if (!chance.isOver() && reading == null) {
      lanes.get((latest + chance.below(lanes.size())) % lanes.size()).strike();
      if (chance.strikes(Fault.CLOCK_JUMP)) {
        clock.advance(10_000 - chance.below(20_000));
      }
    }
    if ((stores.hasLate() || streams.hasLate() || registry.hasLate()) && chance.turns(Turn.LAND)) {
      return landLate();
    }
    if (changes.mayHappen() && chance.turns(Turn.CHANGE)) {
      change();
      return true;
    }
    var first = kind(chance.below(setting.pace() + OTHERS));
    for (var tried = 0; tried < KINDS; tried++) {
      if (happens((first + tried) % KINDS)) {
        return true;
      }
    }
    return pass();
  }

  /** With a slow pace of polls much is waiting at each, with a fast one little. */
  private int kind(int choice) {
    if (choice < 4) {
      return 0;
    } else if (choice < 7) {
      return 1;
    }
    return choice < 7 + setting.pace() ? 2 : 3;
  }

  private boolean happens(int kind) {
    return switch (kind) {
      case 0 -> arrive();
      case 1 -> deliver();
      case 2 -> poll();
      default -> chance.oneIn(2) ? goOn() : call();
    };
  }

  private boolean landLate() {
    if (registry.hasLate() && chance.oneIn(2)) {
      return landItem();
    }
    return chance.oneIn(2)
        ? streams.landLate() || stores.landLate() || landItem()
        : stores.landLate() || streams.landLate() || landItem();
  }

  private boolean landItem() {
    var landed = registry.landLate();
    deploy();
    return landed;
  }

  private boolean goOn() {
    if (chance.oneIn(4)) {
      clock.advance(chance.below(LONGEST_STEP_MILLIS));
      return true;
    }
    return false;
  }

  private boolean poll() {
    var first = latest + 1 + chance.below(lanes.size());
    for (var tried = 0; tried < lanes.size(); tried++) {
      var at = (first + tried) % lanes.size();
      var instance = lanes.get(at).due(clock.millis());
      if (instance != null) {
        latest = at;
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
    chance.by(instance);
    var before = chance.here();
    var loaded = instance.driver().state() != null;
    instance.poll();
    if (loaded && instance.driver().state() == null && chance.here().equals(before)) {
      chance.at(CrashPoint.STEP);
    }
    lane(instance.lane()).leave(instance);
  }

  /** What happens while one process is reading: perhaps another one of its lane starts. */
  private void others() {
    var before = reading;
    var who = polled;
    reading = who == null ? before : who;
    if (who != null && chance.below(3) == 0) {
      lane(who.lane()).overlap();
    }
    var busy = true;
    for (var more = LONGEST_READ - chance.below(LONGEST_READ); busy && more > 0; more--) {
      busy = tick();
    }
    polled = who;
    chance.by(who);
    trace.by(who == null ? "change" : who.toString());
    reading = before;
  }

  private boolean arrive() {
    var flight = asks.next();
    if (flight == null) {
      return false;
    }
    var receiver = flight.lost() ? null : lane(flight.to()).told(flight.arrival());
    if (receiver == null) {
      trace.add(flight.to(), () -> "loses a message");
      return true;
    }
    if (flight.message() instanceof AskMessage message) {
      trace.add(receiver, () -> "is offered " + Words.of(message));
      chance.at(CrashPoint.ASK_RECEIVED, receiver);
      receiver.driver().offer(message);
      receiver.offered();
    } else if (flight.message() instanceof AnswerMessage message) {
      trace.add(receiver, () -> "is offered " + Words.of(message));
      chance.at(CrashPoint.ANSWER_RECEIVED, receiver);
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
      var receiver = reader.hasAny(chance) ? lane(reader.lane()).receiver() : null;
      var delivery = receiver == null ? null : reader.next(chance, receiver);
      if (receiver != null && delivery != null) {
        trace.add(receiver, () -> "is delivered " + SimStreams.words(delivery));
        var forged = forger.forge(delivery, receiver);
        if (forged != null) {
          receiver.driver().offer(forged);
        }
        chance.at(CrashPoint.DELIVERY, receiver);
        receiver.driver().offer(delivery);
        receiver.offered();
        return true;
      }
    }
    return false;
  }

  /** Nothing can happen now: time passes until something can. False if nothing ever will. */
  private boolean pass() {
    if (landLate()) {
      return true;
    }
    var down = lanes.stream().filter(SimLane::isDown).toList();
    if (!down.isEmpty() && changes.isHalfway()) {
      change(); // until that is done, processes of older code have nothing to do
      return true;
    }
    if (!down.isEmpty()) {
      chance.oneOf(down).start();
      return true;
    }
    if (callAgain()) {
      return true;
    }
    var wake = Long.MAX_VALUE;
    for (var lane : lanes) {
      for (var instance : lane.instances()) {
        wake = Math.min(wake, instance.wakeAt());
      }
    }
    if (wake == Long.MAX_VALUE && changes.mayHappen()) {
      change();
      return true;
    }
    clock.advanceTo(wake == Long.MAX_VALUE ? 0 : wake);
    return wake != Long.MAX_VALUE;
  }

  @Override
  void requireQuiet() {
    for (var reader : streams.readers()) {
      if (!reader.isDone() && !isStopped(lane(reader.lane()))) {
        throw new Deviation("nothing more happens, but " + reader);
      }
    }
    streams.requireEndsProduced();
    lanes.forEach(lane -> lane.instances().forEach(this::requireMemory));
  }

  /**
   * One that its policy has stopped keeps what it was delivered; whether rightly, see the oracle.
   */
  private static boolean isStopped(SimLane lane) {
    return lane.instances().stream()
        .anyMatch(instance -> instance.driver().status().stopped().isPresent());
  }

  private void requireMemory(SimInstance instance) {
    ledgers.requireMemory(instance, instance.lane(), instance.driver());
  }

  private SimLane lane(LaneId id) {
    var lane = byId.get(id);
    if (lane == null) {
      throw new Deviation("a message to " + id + ", which is no lane");
    }
    return lane;
  }
}
