package dev.portals.registry;

import dev.portals.PortalsException;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.Manifest;
import dev.portals.plan.Phase;
import dev.portals.plan.Registration;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Entry;
import dev.portals.protocol.LaneState;
import dev.portals.spi.LaneStore;
import dev.portals.spi.Registry;
import dev.portals.spi.StoreUnavailableException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Stops applications (rules L1 to L3). Its lanes are told to take nothing new, by a mark in their
 * commits that also reaches processes which know nothing of it. When all are at rest together, or
 * by force at once, the last commit of each says that it has ended.
 */
public final class Stopper {
  private static final int TRIES = 16;

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
   * @param incarnation which one, as the registry says: a call that comes late stops no later one
   * @param force does not wait for answers: what others asked it and was not answered expires, its
   *     own asks are dropped; and others may still refer to it
   * @return the lanes that it waits for; empty once it is stopped
   * @throws PortalsException if it does not run, or others that run read its streams or ask its
   *     portals and it is not to be stopped by force; then nothing has changed
   * @throws dev.portals.spi.StoreUnavailableException if it is not known how far it came
   */
  public List<LaneId> stop(String application, Incarnation incarnation, boolean force) {
    for (var tried = 0; tried < TRIES; tried++) {
      var items = Items.read(registry);
      var is = items.find(application);
      if (is == null) {
        throw refused(application, "no such application was launched");
      } else if (is.incarnation().ordinal() > incarnation.ordinal()) {
        return List.of();
      } else if (!is.incarnation().equals(incarnation)) {
        throw refused(application, "what runs is " + is.incarnation() + ", not " + incarnation);
      }
      var waiting = stop(items, is, force);
      if (waiting.isPresent()) {
        return waiting.get();
      }
    }
    throw new StoreUnavailableException(
        "the registry was always changed by others. Maybe try the same again");
  }

  /** Empty if somebody else has changed the item meanwhile: what was read is of no use. */
  private Optional<List<LaneId>> stop(Items items, Registration is, boolean force) {
    var phase = force || is.phase() == Phase.ABORTING ? Phase.ABORTING : Phase.DRAINING;
    if (is.phase() == Phase.STOPPED) {
      return Optional.of(List.of());
    } else if (is.phase() == Phase.LAUNCHING) {
      throw refused(is.application(), "it is being launched. Maybe when it runs");
    } else if (is.phase() != phase && !begin(items, is, phase)) {
      return Optional.empty();
    }
    return end(items, is.in(phase));
  }

  /** Writes first and then looks who needs it, as a launch does: one of two sees the other. */
  private boolean begin(Items items, Registration before, Phase phase) {
    if (phase == Phase.ABORTING) {
      return items.replace(before.in(phase));
    }
    requireUnused(before, items);
    if (!items.replace(before.in(phase))) {
      return false;
    }
    try {
      requireUnused(before, Items.read(registry));
      return true;
    } catch (StoreUnavailableException unknown) {
      throw unknown;
    } catch (PortalsException refused) {
      if (items.replace(before)) {
        throw refused;
      }
      return false;
    }
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

  private Optional<List<LaneId>> end(Items items, Registration registration) {
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
      return Optional.of(busy);
    }
    if (registration.phase() == Phase.DRAINING && !heads.equals(atRest(registration))) {
      return Optional.of(registration.lanes()); // at rest, but not all at one time
    }
    for (var lane : registration.lanes()) {
      var isEnded =
          marks.mark(lane, epoch, new Entry.Ended(), state -> mayEnd(registration, state))
              || marks.load(lane).stage().isEnded();
      if (!isEnded) {
        busy.add(lane); // by force: it has answered somebody since
      }
    }
    if (!busy.isEmpty()) {
      return Optional.of(busy);
    }
    return items.replace(registration.in(Phase.STOPPED))
        ? Optional.of(List.of())
        : Optional.empty();
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

  private static boolean mayEnd(Registration registration, LaneState state) {
    return !state.stage().isEnded() && isDone(registration, state);
  }

  private static boolean isDone(Registration registration, LaneState state) {
    return state.stage().isEnded()
        || (registration.phase() == Phase.ABORTING ? state.isPublished() : state.isAtRest());
  }

  private static PortalsException refused(String application, String why) {
    return new PortalsException("/" + application + " was not stopped: " + why);
  }
}
