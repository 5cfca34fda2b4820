package dev.portals.testkit;

import dev.portals.driver.LaneDriver;
import dev.portals.plan.LaneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The processes that run one lane: at times none, at times several, which is what faults do. */
final class SimLane {
  private static final int MOST = 3;

  private final LaneId id;
  private final Supplier<LaneDriver> drivers;
  private final List<SimReader> readers;
  private final Chance chance;
  private final Trace trace;
  private final List<SimInstance> instances = new ArrayList<>();
  private int started;
  private @Nullable SimInstance owner;

  SimLane(
      LaneId id,
      Supplier<LaneDriver> drivers,
      List<SimReader> readers,
      Chance chance,
      Trace trace) {
    this.id = id;
    this.drivers = drivers;
    this.readers = readers;
    this.chance = chance;
    this.trace = trace;
  }

  void start() {
    var instance = new SimInstance(id, ++started, drivers.get());
    instances.add(instance);
    trace.add(instance, () -> "starts");
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
    if (!instances.isEmpty() && chance.strikes(Fault.KILL)) {
      kill(chance.oneOf(instances));
    }
    if (!instances.isEmpty() && chance.strikes(Fault.PAUSE)) {
      pause(chance.oneOf(instances));
    }
    if (!isDown() && chance.strikes(Fault.OVERLAP)) {
      overlap();
    }
    var some = instances.isEmpty() ? null : chance.oneOf(instances);
    if (some != null && some.isPaused() && chance.oneIn(60)) {
      resume(some);
    }
    if (isDown() && chance.oneIn(15)) {
      start();
    }
  }

  /** Another instance starts, unless there are many. */
  void overlap() {
    if (instances.size() < MOST) {
      start();
    }
  }

  /** Faults are over: what was paused goes on or is gone, and a fresh instance sees to the rest. */
  void heal() {
    for (var instance : List.copyOf(instances)) {
      if (instance.isPaused() && chance.oneIn(2)) {
        resume(instance);
      } else if (instance.isPaused() || chance.oneIn(3)) {
        kill(instance);
      }
    }
    start();
  }

  private void kill(SimInstance instance) {
    trace.add(instance, () -> "is killed");
    instances.remove(instance);
    readers.forEach(reader -> reader.lost(instance));
  }

  private void pause(SimInstance instance) {
    if (!instance.isPaused()) {
      trace.add(instance, () -> "pauses");
      instance.pause();
      readers.forEach(SimReader::again);
    }
  }

  private void resume(SimInstance instance) {
    trace.add(instance, () -> "goes on");
    instance.resume();
  }

  /** Who is given deliveries: anyone; once faults are over the same one, mostly the oldest. */
  @Nullable SimInstance receiver() {
    if (!chance.isOver() || instances.isEmpty()) {
      return anyone();
    }
    if (owner == null || !instances.contains(owner)) {
      owner = chance.oneIn(3) ? chance.oneOf(instances) : instances.get(0);
    }
    return owner;
  }

  /** Any of them that listens, perhaps one that is paused; or null. */
  @Nullable SimInstance anyone() {
    return any(instance -> !instance.isPolling());
  }

  /** Any of them that is to be polled now; or null. */
  @Nullable SimInstance due(long now) {
    return any(instance -> instance.isDue(now));
  }

  private @Nullable SimInstance any(Predicate<SimInstance> fits) {
    var fitting = 0;
    for (var instance : instances) {
      fitting += fits.test(instance) ? 1 : 0;
    }
    var chosen = fitting == 0 ? 0 : chance.below(fitting);
    for (var instance : instances) {
      if (fits.test(instance) && chosen-- == 0) {
        return instance;
      }
    }
    return null;
  }

  List<SimInstance> instances() {
    return instances;
  }

  List<SimReader> readers() {
    return readers;
  }

  LaneId id() {
    return id;
  }
}
