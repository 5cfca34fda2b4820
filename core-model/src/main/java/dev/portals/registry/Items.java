package dev.portals.registry;

import dev.portals.plan.Registration;
import dev.portals.spi.Registry;
import dev.portals.spi.StoreUnavailableException;
import dev.portals.spi.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The registry's items as read once, and their replacement. */
final class Items {
  private static final int TRIES = 8;

  private final Registry registry;
  private final Map<String, Registry.Item> known = new TreeMap<>();

  private Items(Registry registry) {
    this.registry = registry;
  }

  static Items read(Registry registry) {
    var items = new Items(registry);
    registry.all().forEach(item -> items.known.put(item.registration().application(), item));
    return items;
  }

  @Nullable Registration find(String application) {
    var item = known.get(application);
    return item == null ? null : item.registration();
  }

  /**
   * The deployment of an application, whatever its incarnation; 0 if it never was launched. Whoever
   * changes it is late if that has grown since he first looked.
   */
  long deployment(String application) {
    var is = find(application);
    return is == null ? 0 : is.planEpoch();
  }

  /** Every item. */
  List<Registration> all() {
    return known.values().stream().map(Registry.Item::registration).toList();
  }

  /** What look-ups see, with others in place of those of the same name. */
  List<Registration> runningWith(Map<String, Registration> others) {
    var together = new ArrayList<>(others.values());
    for (var item : known.values()) {
      var registration = item.registration();
      if (registration.isRunning() && !others.containsKey(registration.application())) {
        together.add(registration);
      }
    }
    return together;
  }

  /**
   * Replaces an application's item; an outcome that is not known is looked up and tried again.
   *
   * @return false if somebody else has replaced it since it was read
   * @throws StoreUnavailableException if it stays unknown, or nothing was done
   */
  boolean replace(Registration next) {
    var before = known.get(next.application());
    var version = before == null ? 0 : before.version();
    for (var tried = 0; tried < TRIES; tried++) {
      if (registry.put(next, version) == Table.Written.DONE) {
        known.put(next.application(), new Registry.Item(next, version + 1));
        return true;
      }
      var now = registry.find(next.application());
      if (now.isPresent() && now.get().registration().equals(next)) {
        known.put(next.application(), now.get());
        return true;
      }
      if (now.map(Registry.Item::version).orElse(0L) != version) {
        return false;
      }
    }
    throw new StoreUnavailableException(
        "it is not known whether /"
            + next.application()
            + " was written to the registry. Maybe try the same again");
  }
}
