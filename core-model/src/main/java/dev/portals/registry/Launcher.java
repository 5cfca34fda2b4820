package dev.portals.registry;

import dev.portals.PortalsException;
import dev.portals.plan.Incarnation;
import dev.portals.plan.Manifest;
import dev.portals.plan.Phase;
import dev.portals.plan.Registration;
import dev.portals.plan.Routes;
import dev.portals.plan.StreamChannel;
import dev.portals.spi.LaneStore;
import dev.portals.spi.Registry;
import dev.portals.spi.StoreUnavailableException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Launches applications together (rule L1). Each is written down as launching, with where its
 * readers begin, before any is seen by others; if one cannot be, none is launched.
 *
 * <p>Who stops an application writes that first and then looks who needs it; who launches one
 * writes that first and then looks whether all it needs still runs. So at least one of two who meet
 * sees the other.
 */
public final class Launcher {
  private static final int TRIES = 16;

  private final Registry registry;
  private final Starts starts;
  private final RandomGenerator random;

  /**
   * Over the registry and the lanes of a deployment.
   *
   * @param random for nonces: never the same twice, also after a backup was restored
   */
  public Launcher(Registry registry, LaneStore lanes, RandomGenerator random) {
    this(registry, lanes, channel -> 0, random);
  }

  /**
   * The same where streams forget their first atoms.
   *
   * @param earliest the number of the earliest atom of a channel that is still there, and stays
   *     until the reader is written down
   */
  public Launcher(
      Registry registry,
      LaneStore lanes,
      ToLongFunction<StreamChannel> earliest,
      RandomGenerator random) {
    this.registry = registry;
    this.starts = new Starts(lanes, earliest);
    this.random = random;
  }

  /**
   * Launches applications. To be called again with the same name, by whatever process, if it is not
   * known how it ended.
   *
   * @param launch names the launch, never used before for another
   * @return the routes of all that runs, with these
   * @throws PortalsException if something they name is missing or of another type, or one of them
   *     runs already; then none is launched
   * @throws dev.portals.spi.StoreUnavailableException if it is not known how it ended
   */
  public Routes launch(String launch, Collection<Manifest> together) {
    var items = Items.read(registry);
    var first = items;
    for (var tried = 0; tried < TRIES; tried++) {
      try {
        if (launches(launch, together, first, items)) {
          return Routes.resolve(Items.read(registry).runningWith(Map.of()));
        }
      } catch (StoreUnavailableException unknown) {
        throw unknown;
      } catch (PortalsException refused) {
        abandon(launch);
        throw refused;
      }
      items = Items.read(registry);
    }
    throw new StoreUnavailableException(
        "the registry was always changed by others. Maybe try the same again");
  }

  /** False if somebody else has changed an item meanwhile: what was read is of no use. */
  private boolean launches(String launch, Collection<Manifest> together, Items first, Items items) {
    var group = new TreeMap<String, Registration>();
    for (var manifest : together) {
      var since = first.deployment(manifest.application());
      var registration = registration(launch, manifest, since, items.find(manifest.application()));
      if (group.put(manifest.application(), registration) != null) {
        throw refused("/" + manifest.application() + " is there twice. Maybe once");
      }
    }
    if (group.values().stream().noneMatch(Registration::isRunning)) {
      if (!begin(items, group)) {
        return false;
      }
      Routes.resolve(Items.read(registry).runningWith(group));
    }
    for (var registration : group.values()) {
      if (!registration.isRunning() && !items.replace(registration.in(Phase.RUNNING))) {
        return false;
      }
    }
    return true;
  }

  /** Writes all down before any is seen; what was written before stays as it is (rule P3). */
  private boolean begin(Items items, Map<String, Registration> group) {
    var routes = Routes.resolve(items.runningWith(group));
    for (var registration : List.copyOf(group.values())) {
      if (!registration.equals(items.find(registration.application()))) {
        var next = starts.resolve(registration, Optional.empty(), group.keySet(), routes);
        if (!items.replace(next)) {
          return false;
        }
        group.put(next.application(), next);
      }
    }
    return true;
  }

  /**
   * What was written down by a launch that is refused is stopped before it ran. If another process
   * goes on with the same launch, the first item in order of name decides who comes through.
   */
  private void abandon(String launch) {
    var items = Items.read(registry);
    for (var registration : items.all()) {
      var isThis = registration.launch().equals(launch);
      if (isThis && registration.isRunning()) {
        return;
      }
      if (isThis
          && registration.phase() == Phase.LAUNCHING
          && !items.replace(registration.in(Phase.STOPPED))) {
        return;
      }
    }
  }

  private Registration registration(
      String launch, Manifest manifest, long since, @Nullable Registration before) {
    var path = "/" + manifest.application();
    if (before == null) {
      return fresh(launch, manifest, 0, 0);
    }
    var isThis = before.launch().equals(launch);
    return switch (before.phase()) {
      case STOPPED -> {
        if (isThis) {
          throw refused(
              path + " was stopped after \"" + launch + "\". Maybe launch it under another name");
        } else if (before.planEpoch() > since) {
          throw refused(
              path
                  + " was launched as \""
                  + before.launch()
                  + "\" and stopped meanwhile. Maybe look whether it is still wanted");
        }
        yield fresh(launch, manifest, before.incarnation().ordinal(), before.planEpoch());
      }
      case LAUNCHING, RUNNING -> {
        if (!isThis) {
          throw refused(
              before.isRunning()
                  ? path + " runs already. Maybe stop or replace it"
                  : path
                      + " is being launched as \""
                      + before.launch()
                      + "\". Maybe go on with that");
        }
        if (!before.manifest().equals(manifest)) {
          throw refused(
              path
                  + " is not as \""
                  + launch
                  + "\" launched it. Maybe launch it under another name");
        }
        yield before;
      }
      case DRAINING, ABORTING -> throw refused(path + " is being stopped. Maybe when that is done");
    };
  }

  private Registration fresh(String launch, Manifest manifest, long ordinal, long epoch) {
    return Registration.launching(
        launch, manifest, new Incarnation(ordinal + 1, random.nextLong()), epoch + 1);
  }

  private static PortalsException refused(String why) {
    return new PortalsException("nothing was launched: " + why);
  }
}
