package dev.portals.registry;

import dev.portals.PortalsException;
import dev.portals.plan.LaneId;
import dev.portals.plan.Manifest;
import dev.portals.plan.Phase;
import dev.portals.plan.Registration;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Entry;
import dev.portals.protocol.LaneState;
import dev.portals.spi.LaneStore;
import dev.portals.spi.Registry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Stops applications (rules L1 to L3). Its lanes are told to take nothing new, by a mark in their
 * commits that also reaches processes which know nothing of it. When all are at rest together, or
 * by force at once, the last commit of each says that it has ended.
 */
public final class Stopper {
  private final Registry registry;
  private final LaneMarks marks;

  public Stopper(Registry registry, LaneStore lanes, InstantSource time, RandomGenerator random) {
    this.registry = registry;
    this.marks = new LaneMarks(lanes, time, random);
  }

  /**
   * Stops an application as far as it can be now. To be called again, by whatever process, until it
   * is stopped; its lanes must be run meanwhile, and look at their commits again ({@code
   * LaneDriver.refresh}).
   *
   * @param force does not wait for answers: what others asked it and was not answered expires, its
   *     own asks are dropped; and others may still refer to it
   * @return the lanes that it waits for; empty once it is stopped
   * @throws PortalsException if it does not run, or others that run read its streams or ask its
   *     portals and it is not to be stopped by force; then nothing has changed
   * @throws dev.portals.spi.StoreUnavailableException if it is not known how far it came
   */
  public List<LaneId> stop(String application, boolean force) {
    var items = Items.read(registry);
    var registration = items.find(application);
    if (registration == null) {
      throw refused(application, "no such application was launched");
    }
    return switch (registration.phase()) {
      case STOPPED -> List.of();
      case LAUNCHING -> throw refused(application, "it is being launched. Maybe when it runs");
      case ABORTING -> end(items, registration);
      case RUNNING, DRAINING -> {
        var phase = force ? Phase.ABORTING : Phase.DRAINING;
        yield end(
            items,
            registration.phase() == phase ? registration : begin(items, registration, phase));
      }
    };
  }

  /** Writes first and then looks who needs it, as a launch does: one of two sees the other. */
  private Registration begin(Items items, Registration before, Phase phase) {
    var stopping = before.in(phase);
    if (phase == Phase.DRAINING) {
      requireUnused(before, items);
    }
    replace(items, stopping);
    if (phase == Phase.DRAINING) {
      try {
        requireUnused(before, Items.read(registry));
      } catch (PortalsException refused) {
        replace(items, before);
        throw refused;
      }
    }
    return stopping;
  }

  private static void requireUnused(Registration registration, Items items) {
    var users = new ArrayList<String>();
    for (var other : items.all()) {
      if (other.phase() != Phase.STOPPED
          && !other.application().equals(registration.application())) {
        users.addAll(Uses.of(registration.manifest(), other.manifest()));
      }
    }
    if (!users.isEmpty()) {
      throw refused(
          registration.application(),
          String.join(", ", users)
              + " read its streams or ask its portals. Maybe stop those first, or stop it by force");
    }
  }

  private List<LaneId> end(Items items, Registration registration) {
    var epoch = registration.planEpoch();
    for (var lane : registration.lanes()) {
      marks.mark(lane, epoch, new Entry.Closing(), state -> !state.stage().isClosing());
    }
    var heads = atRest(registration);
    var busy = new ArrayList<LaneId>();
    heads.forEach(
        (lane, head) -> {
          if (head < 0) {
            busy.add(lane);
          }
        });
    if (registration.phase() == Phase.DRAINING) {
      busy.addAll(behind(items, registration));
    }
    if (!busy.isEmpty()) {
      return busy;
    }
    if (registration.phase() == Phase.DRAINING && !heads.equals(atRest(registration))) {
      return registration.lanes(); // at rest, but not all at one time
    }
    for (var lane : registration.lanes()) {
      marks.mark(lane, epoch, new Entry.Ended(), state -> !state.stage().isEnded());
    }
    replace(items, registration.in(Phase.STOPPED));
    return List.of();
  }

  /**
   * The newest commit of each lane, -1 if there is something left that it would do. If two looks at
   * all of them give the same, all were at rest between the two, and as nothing comes in from
   * outside, all stay so.
   */
  private Map<LaneId, Long> atRest(Registration registration) {
    var heads = new LinkedHashMap<LaneId, Long>();
    for (var lane : registration.lanes()) {
      var state = marks.load(lane);
      heads.put(lane, isDone(registration, state) ? state.head() : -1);
    }
    return heads;
  }

  /** The sequencers that have not taken all of the streams of its own that it connects. */
  private Set<LaneId> behind(Items items, Registration registration) {
    var behind = new LinkedHashSet<LaneId>();
    for (var owner : items.all()) {
      for (var lane : owner.phase() == Phase.STOPPED ? List.<LaneId>of() : owner.lanes()) {
        var sequencer = owner.manifest().part(lane.operator()).flatMap(Manifest.Part::sequences);
        for (var connection : registration.manifest().connections()) {
          if (sequencer.isPresent() && connection.sequencer().equals(sequencer.get())) {
            own(registration, connection.stream()).stream()
                .filter(producer -> isBehind(marks.load(lane), producer, connection.stream()))
                .forEach(producer -> behind.add(lane));
          }
        }
      }
    }
    return behind;
  }

  /** The lanes that write a stream of the application itself; none if it is of another one. */
  private static List<LaneId> own(Registration registration, Manifest.Stream stream) {
    return registration.lanes().stream()
        .filter(
            lane ->
                registration
                    .manifest()
                    .part(lane.operator())
                    .filter(part -> part.writes().contains(stream))
                    .isPresent())
        .toList();
  }

  private boolean isBehind(LaneState sequencer, LaneId producer, Manifest.Stream stream) {
    var channel = StreamChannel.of(stream.path(), producer);
    return sequencer.consumer(stream.path(), channel).cursor()
        < marks.load(producer).producer(stream.path()).next();
  }

  private static boolean isDone(Registration registration, LaneState state) {
    return state.stage().isEnded()
        || (registration.phase() == Phase.ABORTING ? state.isPublished() : state.isAtRest());
  }

  private static void replace(Items items, Registration next) {
    if (!items.replace(next)) {
      throw refused(next.application(), "it was changed by somebody else meanwhile");
    }
  }

  private static PortalsException refused(String application, String why) {
    return new PortalsException("/" + application + " was not stopped: " + why);
  }
}
