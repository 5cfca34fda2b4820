package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.Manifest;
import dev.portals.plan.Phase;
import dev.portals.plan.Plan;
import dev.portals.plan.Registration;
import dev.portals.plan.Routes;
import dev.portals.plan.StreamChannel;
import dev.portals.registry.Launcher;
import dev.portals.registry.Rehearsal;
import dev.portals.registry.Replacer;
import dev.portals.registry.Stopper;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is launched, replaced and stopped while the rest runs (rules L1 to L3). The registry's code
 * does that as on every backend, one change at a time, with the lanes that it looks at paused. All
 * of it is in the journal when a call returns; a call that was cut short by a kill is brought to
 * its end, or undone, when the directory is opened again.
 */
final class Topology {
  private static final Logger LOG = LoggerFactory.getLogger("dev.portals.local");
  private static final int KEPT_BYTES = 256 << 10;

  private final Journal journal;
  private final JournalRegistry registry;
  private final LocalStreams streams;
  private final Deployment deployment;
  private final Activity activity;
  private final OptionalInt lanes;
  private final RandomGenerator random = new SecureRandom();
  private final Map<String, Plan> code = new LinkedHashMap<>();

  Topology(
      Journal journal,
      JournalRegistry registry,
      LocalStreams streams,
      Deployment deployment,
      Activity activity,
      OptionalInt lanes) {
    this.journal = journal;
    this.registry = registry;
    this.streams = streams;
    this.deployment = deployment;
    this.activity = activity;
    this.lanes = lanes;
  }

  /** Ends what was under way when the process ended before: nobody was told that it is done. */
  synchronized void settle() {
    change(
        paused -> {
          for (var registration : registry.registrations()) {
            try {
              settle(registration, paused);
            } catch (PortalsException refused) {
              LOG.warn("/{}: {}", registration.application(), refused.getMessage());
            }
          }
        });
  }

  private void settle(Registration registration, PausedLanes paused) {
    switch (registration.phase()) {
      case LAUNCHING -> {
        var isSeen = registry.isSeen(registration.launch());
        registry.replace(registration.in(isSeen ? Phase.RUNNING : Phase.STOPPED));
      }
      case RUNNING -> {
        if (registration.replaces().isPresent()) {
          replacer(paused).replace(registration.launch(), registration.manifest());
        }
      }
      case DRAINING, ABORTING ->
          stopper(paused).stop(registration.application(), registration.incarnation(), false);
      case STOPPED -> {}
    }
  }

  /** See {@link LocalPortals#launch}. */
  synchronized void launch(List<Application> applications) {
    var plans = new LinkedHashMap<String, Plan>();
    for (var application : applications) {
      var name = application.name();
      if (code.containsKey(name) || plans.containsKey(name)) {
        throw new PortalsException(
            "application /"
                + name
                + " is launched already; nothing was launched. Maybe replace it, or another name");
      }
      plans.put(name, plan(application));
    }
    requireWhole(plans);
    change(
        paused -> {
          var fresh = new ArrayList<Manifest>();
          var replacing = new ArrayList<Manifest>();
          for (var plan : plans.values()) {
            var manifest = Manifest.of(plan);
            var is = registry.registration(plan.application());
            if (is == null || is.phase() == Phase.STOPPED) {
              fresh.add(manifest);
            } else if (!is.manifest().equals(manifest)) {
              replacing.add(requireRunning(is, manifest));
            }
          }
          replace(replacing, paused);
          if (!fresh.isEmpty()) {
            launcher(paused).launch(UUID.randomUUID().toString(), fresh);
          }
          code.putAll(plans);
        });
  }

  /** All that these refer to must run here, or they would wait for it. */
  private void requireWhole(Map<String, Plan> plans) {
    var together = new ArrayList<Registration>();
    for (var name : code.keySet()) {
      var is = registry.registration(name);
      if (is != null && is.isRunning()) {
        together.add(is);
      }
    }
    for (var plan : plans.values()) {
      var is = registry.registration(plan.application());
      var manifest = Manifest.of(plan);
      together.add(
          is == null
              ? Registration.launching("", manifest, new Incarnation(1, 0), 1)
              : is.replacedBy("", manifest));
    }
    var problems = Routes.check(together);
    if (!problems.isEmpty()) {
      throw new PortalsException("nothing was launched:\n  " + String.join("\n  ", problems));
    }
  }

  private static Manifest requireRunning(Registration is, Manifest manifest) {
    if (!is.isRunning()) {
      throw new PortalsException(
          "/%s is being stopped, and only the code that ran goes on with that; nothing was launched. Maybe launch that, or stop it by force"
              .formatted(is.application()));
    }
    return manifest;
  }

  private void replace(List<Manifest> replacing, PausedLanes paused) {
    var rehearsal = new Rehearsal(registry, paused);
    var problems = rehearsal.problems(replacing);
    if (!problems.isEmpty()) {
      throw new PortalsException(
          "nothing was replaced, as the new code cannot go on where the old is:\n  "
              + String.join("\n  ", problems));
    }
    var order = rehearsal.order(replacing);
    if (order.size() < replacing.size()) {
      throw new PortalsException(
          "nothing was replaced: each of "
              + replacing.stream().map(it -> "/" + it.application()).toList()
              + " needs what only the new code of another has. Maybe in two steps");
    }
    for (var next : order) {
      replacer(paused).replace(UUID.randomUUID().toString(), next);
    }
  }

  /** See {@link LocalPortals#replace}. */
  synchronized void replace(Application application) {
    if (!code.containsKey(application.name())) {
      throw new PortalsException(
          "/%s was not replaced: it does not run. Maybe launch it, or one of %s"
              .formatted(application.name(), code.keySet()));
    }
    var plan = plan(application);
    change(
        paused -> {
          replacer(paused).replace(UUID.randomUUID().toString(), Manifest.of(plan));
          code.put(application.name(), plan);
        });
  }

  /** See {@link LocalPortals#stop(String, boolean, Duration)}. */
  List<LaneId> stop(String application, boolean force, Duration atMost)
      throws InterruptedException {
    var deadline = System.nanoTime() + atMost.toNanos();
    var incarnation = incarnation(application);
    var waiting = stopNow(application, incarnation, force);
    while (!waiting.isEmpty()) {
      var left = Duration.ofNanos(deadline - System.nanoTime());
      var haveRun = deployment.runOnce(waiting);
      if (haveRun.isEmpty()
          || !activity.awaitRest(
              () -> isAtRest(application) && haveRun.get().getAsBoolean(), left)) {
        return waiting;
      }
      waiting = stopNow(application, incarnation, force);
    }
    return waiting;
  }

  private Incarnation incarnation(String application) {
    var is = registry.registration(application);
    if (is == null) {
      throw new PortalsException(
          "/" + application + " was not stopped: no such application was launched");
    }
    return is.incarnation();
  }

  private boolean isAtRest(String application) {
    var is = registry.registration(application);
    var byForce = is != null && is.phase() == Phase.ABORTING;
    return deployment.runners().stream()
        .filter(runner -> runner.lane().application().equals(application))
        .allMatch(runner -> runner.isAtRest(byForce));
  }

  private synchronized List<LaneId> stopNow(
      String application, Incarnation incarnation, boolean force) {
    var waiting = new ArrayList<LaneId>();
    change(
        paused -> {
          var is = registry.registration(application);
          if (is != null && is.phase() != Phase.STOPPED) {
            is.lanes().forEach(paused::load);
          }
          waiting.addAll(stopper(paused).stop(application, incarnation, force));
          if (waiting.isEmpty()) {
            code.remove(application);
          }
        });
    return waiting;
  }

  /** One change: whatever becomes of it, what the registry says then is what runs. */
  private void change(Consumer<PausedLanes> change) {
    activity.requireSound();
    var paused = deployment.pausing();
    try {
      change.accept(paused);
    } finally {
      streams.free();
      deployment.update(registry.registrations(), code, paused);
    }
    journal.awaitDurable();
  }

  private Launcher launcher(PausedLanes paused) {
    return new Launcher(registry, paused, this::earliest, random);
  }

  private Replacer replacer(PausedLanes paused) {
    return new Replacer(registry, paused, this::earliest, deployment.time(), random);
  }

  private Stopper stopper(PausedLanes paused) {
    return new Stopper(registry, paused, deployment.time(), random);
  }

  private long earliest(StreamChannel channel) {
    return streams.reserve(channel, journal, KEPT_BYTES);
  }

  /**
   * Its lanes are as many as before, or as this process is to have, or as all else has.
   *
   * @throws PortalsException if it had another number of lanes: state would have to move (rule L2)
   */
  private Plan plan(Application application) {
    var is = registry.registration(application.name());
    if (is == null || is.phase() == Phase.STOPPED) {
      return Plan.of(application.graph(), lanes.orElseGet(registry::usualLanes));
    }
    var before = is.manifest().lanes();
    if (lanes.isPresent() && lanes.getAsInt() != before) {
      throw new PortalsException(
          "/%s has its state in %d lane%s an operator, not in %d, and it cannot move; nothing was launched. Maybe open without a number of lanes, or start in a new directory"
              .formatted(is.application(), before, before == 1 ? "" : "s", lanes.getAsInt()));
    }
    return Plan.of(application.graph(), before);
  }
}
