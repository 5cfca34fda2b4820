package dev.portals.testkit;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.codec.Bytes;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.Manifest;
import dev.portals.plan.Plan;
import dev.portals.plan.Registration;
import dev.portals.protocol.LaneState;
import dev.portals.registry.Launcher;
import dev.portals.registry.Replacer;
import dev.portals.registry.Stopper;
import dev.portals.spi.LaneStore;
import dev.portals.spi.Registry;
import dev.portals.spi.StoreUnavailableException;
import dev.portals.spi.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes the changes of a run, one after the other. Who makes one is killed in the middle and
 * followed by another who goes on, or is paused, while another may take over, and goes on itself
 * when that one is done.
 */
final class SimChanges {
  private static final int MOST_AT_ONCE = 2;

  /** The process that makes a change is gone. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Topology topology;
  private final SimRegistry registry;
  private final SimStores stores;
  private final SimClock clock;
  private final Chance chance;
  private final Trace trace;
  private final Runnable others;
  private final Consumer<List<LaneId>> nudge;
  private final Map<Integer, Incarnation> stopped = new HashMap<>();
  private int next;
  private int attempts;
  private int refusals;
  private int atOnce;

  /** {@code nudge} makes lanes look at their commits again. */
  SimChanges(
      Topology topology,
      SimRegistry registry,
      SimStores stores,
      SimClock clock,
      Chance chance,
      Trace trace,
      Runnable others,
      Consumer<List<LaneId>> nudge) {
    this.topology = topology;
    this.registry = registry;
    this.stores = stores;
    this.clock = clock;
    this.chance = chance;
    this.trace = trace;
    this.others = others;
    this.nudge = nudge;
  }

  /** True if there is a change to make, or to go on with. */
  boolean mayHappen() {
    return atOnce < MOST_AT_ONCE
        && (next < topology.changes().size() || registry.halfway().isPresent());
  }

  /** True if a replacement was begun and is not done. */
  boolean isHalfway() {
    return mayHappen() && registry.halfway().isPresent();
  }

  /** Makes the next change, or goes on with it, as far as that comes. */
  void happen() {
    var number = next;
    var who = words(number) + ", attempt " + ++attempts;
    if (attempts == 1) {
      registry.looks();
    }
    atOnce++;
    trace.by(who);
    trace.add(() -> "begins");
    try {
      var isDone = make(number);
      trace.add(who, () -> isDone ? "is done" : "is not done yet");
      if (isDone && next == number) {
        next++;
        attempts = 0;
      }
    } catch (Killed killed) {
      trace.add(who, () -> "is killed");
    } catch (StoreUnavailableException unavailable) {
      trace.add(who, () -> "gives up: " + unavailable.getMessage());
    } catch (PortalsException refused) {
      trace.add(who, () -> "is refused: " + refused.getMessage());
      refused(number, refused);
    } finally {
      atOnce--;
    }
  }

  private String words(int number) {
    return number < topology.changes().size() ? topology.changes().get(number).toString() : "rest";
  }

  /** A replacement that is halfway is gone on with first, whoever began it, perhaps too late. */
  private boolean make(int number) {
    var store = new Store(stores.open());
    var looking = new Looking(number);
    var replacer = new Replacer(looking, store, clock, chance.fork());
    var change = number < topology.changes().size() ? topology.changes().get(number) : null;
    var halfway = registry.halfway();
    if (halfway.isPresent()) {
      var manifest = halfway.get().manifest();
      replacer.replace(halfway.get().launch(), manifest);
      return change instanceof Change.Replace it && manifest.equals(manifest(it.application()));
    }
    var name = "change-" + number + "-" + refusals;
    if (change instanceof Change.Launch it) {
      var together = it.applications().stream().map(this::manifest).toList();
      new Launcher(looking, store, chance.fork()).launch(name, together);
    } else if (change instanceof Change.Replace it) {
      replacer.replace(name, manifest(it.application()));
    } else if (change instanceof Change.Stop it) {
      var stopper = new Stopper(registry, store, clock, chance.fork());
      var waiting = stopper.stop(it.application(), stopped(number, it), it.force());
      nudge.accept(waiting);
      return waiting.isEmpty();
    }
    return true;
  }

  /**
   * A replacement is refused while asks await what the new code has not, or a lane has not run
   * since the last one: then somebody runs it. Who comes too late is refused, as another has done
   * it all.
   */
  private void refused(int number, PortalsException refused) {
    if (next > number) {
      return;
    }
    if (!(topology.changes().get(number) instanceof Change.Replace change)) {
      throw new Deviation(words(number) + " is refused: " + refused.getMessage());
    }
    refusals++;
    nudge.accept(registry.lanes(change.application().name()));
  }

  /** Which incarnation a stop is of: what runs when somebody first begins it. */
  private Incarnation stopped(int number, Change.Stop stop) {
    return stopped.computeIfAbsent(number, it -> registry.incarnation(stop.application()));
  }

  private Manifest manifest(Application application) {
    return Manifest.of(Plan.of(application.graph(), topology.count()));
  }

  /** Behind each effect: perhaps who makes a change is killed, or others go on meanwhile. */
  void struck() {
    if (atOnce == 0) {
      return;
    }
    if (chance.strikes(Fault.KILL)) {
      throw new Killed();
    }
    if (chance.strikes(Fault.PAUSE)) {
      trace.add(() -> "pauses");
      others.run();
    }
    if (chance.strikes(Fault.OVERLAP) && mayHappen()) {
      happen();
    }
  }

  /**
   * The registry as who launches or replaces sees it. Whoever is so late that all was done before
   * his first look is as one who does the same once more, which nobody should: he gives up.
   */
  private final class Looking implements Registry {
    private final int number;
    private boolean hasLooked;

    Looking(int number) {
      this.number = number;
    }

    @Override
    public Optional<Item> find(String application) {
      return registry.find(application);
    }

    @Override
    public List<Item> all() {
      var items = registry.all();
      if (!hasLooked && next > number) {
        throw new Killed();
      }
      hasLooked = true;
      return items;
    }

    @Override
    public Table.Written put(Registration registration, long version) {
      return registry.put(registration, version);
    }
  }

  /** The lanes as who makes a change sees them. */
  private final class Store implements LaneStore {
    private final LaneStore store;

    Store(LaneStore store) {
      this.store = store;
    }

    @Override
    public LaneState load(LaneId lane) {
      var state = store.load(lane);
      struck();
      return state;
    }

    @Override
    public Appended append(LaneId lane, long number, Bytes commit) {
      var appended = store.append(lane, number, commit);
      struck();
      return appended;
    }

    @Override
    public long newest(LaneId lane) {
      var newest = store.newest(lane);
      struck();
      return newest;
    }

    @Override
    public boolean flush(LaneId lane, LaneState committed) {
      var more = store.flush(lane, committed);
      struck();
      return more;
    }
  }
}
