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
    var group = new TreeMap<String, Registration>();
    for (var manifest : together) {
      var registration = registration(launch, manifest, items.find(manifest.application()));
      if (group.put(manifest.application(), registration) != null) {
        throw refused("/" + manifest.application() + " is there twice. Maybe once");
      }
    }
    if (group.values().stream().noneMatch(Registration::isRunning)) {
      items = begin(launch, items, group);
    }
    for (var registration : group.values()) {
      if (!registration.isRunning() && !items.replace(registration.in(Phase.RUNNING))) {
        throw refused("/" + registration.application() + " was changed by somebody else meanwhile");
      }
    }
    return Routes.resolve(Items.read(registry).runningWith(Map.of()));
  }

  /** Writes all down before any is seen; what was written before stays as it is (rule P3). */
  private Items begin(String launch, Items items, Map<String, Registration> group) {
    try {
      var routes = Routes.resolve(items.runningWith(group));
      for (var registration : List.copyOf(group.values())) {
        if (registration.equals(items.find(registration.application()))) {
          continue;
        }
        var next = starts.resolve(registration, Optional.empty(), group.keySet(), routes);
        if (!items.replace(next)) {
          throw refused("/" + next.application() + " was launched by somebody else meanwhile");
        }
        group.put(next.application(), next);
      }
      var after = Items.read(registry);
      Routes.resolve(after.runningWith(group));
      return after;
    } catch (StoreUnavailableException unknown) {
      throw unknown;
    } catch (PortalsException refused) {
      abandon(launch);
      throw refused;
    }
  }

  /** What was written down by a launch that is refused is stopped before it ran. */
  private void abandon(String launch) {
    var items = Items.read(registry);
    for (var registration : items.all()) {
      if (registration.launch().equals(launch) && registration.phase() == Phase.LAUNCHING) {
        items.replace(registration.in(Phase.STOPPED));
      }
    }
  }

  private Registration registration(
      String launch, Manifest manifest, @Nullable Registration before) {
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
