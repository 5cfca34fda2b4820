package dev.portals.testkit;

import dev.portals.driver.Halt;
import dev.portals.driver.LaneDriver;
import dev.portals.plan.LaneId;
import dev.portals.plan.Routes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The processes that run one lane: at times none, at times several, which is what faults do. */
final class SimLane {
  private static final int MOST = 3;

  private final LaneId id;
  private final Supplier<LaneDriver> drivers;
  private final SimStreams streams;
  private final Chance chance;
  private final Trace trace;
  private final List<SimInstance> instances = new ArrayList<>();
  private int started;
  private final Map<CrashPoint, Integer> told = new EnumMap<>(CrashPoint.class);
  private @Nullable SimInstance owner;
  private @Nullable SimInstance latest;
  private @Nullable SimInstance knowing;

  SimLane(LaneId id, Supplier<LaneDriver> drivers, SimStreams streams, Chance chance, Trace trace) {
    this.id = id;
    this.drivers = drivers;
    this.streams = streams;
    this.chance = chance;
    this.trace = trace;
  }

  void start() {
    var instance = new SimInstance(id, ++started, drivers.get());
    instances.add(instance);
    chance.at(CrashPoint.START, instance);
    trace.add(instance, () -> "starts");
  }

  /** There is newer code, or there are other applications: a process that knows it starts. */
  void deploy() {
    start();
    knowing = instances.get(instances.size() - 1);
  }

  /**
   * There are other applications: a process is told, or one that knows it starts. Once faults are
   * over, all are told.
   */
  void tell(Routes newer) {
    if (chance.isOver()) {
      instances.forEach(it -> tell(it, newer));
      return;
    }
    var told = knowing == null ? anyone(0) : knowing;
    var listens = told != null && instances.contains(told) && !told.isPaused() && !told.isPolling();
    if (told != null && listens && chance.oneIn(2)) {
      knowing = told;
      tell(told, newer);
    } else {
      deploy();
    }
  }

  private void tell(SimInstance instance, Routes newer) {
    trace.add(instance, () -> "is told what is launched");
    instance.driver().offer(newer);
    instance.offered();
  }

  /** True if who knew all applications is gone, and others are to read the registry again. */
  private boolean isOutdated() {
    return knowing != null && !instances.contains(knowing);
  }

  boolean isDown() {
    for (var instance : instances) {
      if (!instance.isPaused()) {
        return false;
      }
    }
    return true;
  }

  /** Perhaps something happens to the lane's processes. */
  void strike() {
    var some = some();
    if (some != null && chance.strikes(Fault.KILL, some)) {
      kill(some);
      some = some();
    }
    if (some != null && !some.isPaused() && chance.strikes(Fault.PAUSE, some)) {
      pause(some);
    }
    if (some != null && !isDown() && chance.strikes(Fault.OVERLAP, some)) {
      overlap();
    }
    if (some != null && hasPaused() && chance.turns(Turn.RESUME, some)) {
      resume(chance.oneOf(instances.stream().filter(SimInstance::isPaused).toList()));
    }
    if (isDown() && chance.below(15) == 0) {
      start();
    }
  }

  private boolean hasPaused() {
    for (var instance : instances) {
      if (instance.isPaused()) {
        return true;
      }
    }
    return false;
  }

  private @Nullable SimInstance some() {
    if (instances.isEmpty()) {
      return null;
    }
    var first = Math.max(0, instances.indexOf(latest));
    return instances.get((first + chance.below(instances.size())) % instances.size());
  }

  /** Somebody has marked the lane's commits, and some instance is told to look. */
  void look() {
    var some = anyone(0);
    if (some == null) {
      start();
    } else {
      some.driver().refresh();
      some.offered();
    }
  }

  /** An instance that does nothing more is gone: another one runs the lane. */
  void leave(SimInstance instance) {
    if (instance.driver().halted().orElse(null) instanceof Halt.Outdated) {
      kill(instance);
    }
  }

  /** Another instance starts, unless there are many. */
  void overlap() {
    if (instances.size() < MOST) {
      start();
    }
  }

  /**
   * Faults are over: what was paused goes on or is gone; mostly a fresh instance comes in. All know
   * what is launched, if that is not what it was.
   */
  void heal(Routes newest) {
    for (var instance : List.copyOf(instances)) {
      if (instance.isPaused() && chance.below(2) == 0) {
        resume(instance);
      } else if (instance.isPaused() || chance.oneIn(3)) {
        kill(instance);
      }
    }
    if (isDown() || isOutdated() || chance.below(4) > 0) {
      start();
    }
    if (knowing != null) {
      instances.forEach(it -> tell(it, newest));
    }
  }

  private void kill(SimInstance instance) {
    trace.add(instance, () -> "is killed");
    instances.remove(instance);
    readers().forEach(reader -> reader.lost(instance));
  }

  private void pause(SimInstance instance) {
    trace.add(instance, () -> "pauses");
    instance.pause();
    readers().forEach(SimReader::again);
  }

  private void resume(SimInstance instance) {
    trace.add(instance, () -> "goes on");
    instance.resume();
  }

  /** Who is given deliveries: anyone; once faults are over the same one, mostly the oldest. */
  @Nullable SimInstance receiver() {
    if (!chance.isOver() || instances.isEmpty()) {
      return anyone(0);
    }
    if (owner == null || !instances.contains(owner)) {
      owner = chance.oneIn(3) ? chance.oneOf(instances) : instances.get(0);
    }
    return owner;
  }

  /** Who is told of a message: any of them, perhaps one that is paused. The plainest: in turn. */
  @Nullable SimInstance told(CrashPoint message) {
    return anyone(told.merge(message, 1, Integer::sum));
  }

  /** Any of them that listens, or null; the plainest is the one whose turn it is. */
  private @Nullable SimInstance anyone(int turn) {
    var listening = new ArrayList<SimInstance>(MOST);
    var paused = 0;
    for (var instance : instances) {
      if (instance.isPaused()) {
        listening.add(instance);
        paused++;
      } else if (!instance.isPolling()) {
        listening.add(listening.size() - paused, instance);
      }
    }
    Collections.rotate(listening.subList(0, listening.size() - paused), turn);
    return listening.isEmpty() ? null : chance.oneOf(listening);
  }

  /** One of those that may be polled now, or null. */
  @Nullable SimInstance due(long now) {
    if (!isDue(now)) {
      return null;
    }
    var first = instances.indexOf(latest) + 1 + chance.below(Math.max(1, instances.size()));
    for (var tried = 0; tried < instances.size(); tried++) {
      var instance = instances.get((first + tried) % instances.size());
      if (instance.isDue(now)) {
        latest = instance;
        return instance;
      }
    }
    return null;
  }

  private boolean isDue(long now) {
    for (var instance : instances) {
      if (instance.isDue(now)) {
        return true;
      }
    }
    return false;
  }

  List<SimInstance> instances() {
    return instances;
  }

  List<SimReader> readers() {
    return streams.readers(id);
  }

  LaneId id() {
    return id;
  }
}
