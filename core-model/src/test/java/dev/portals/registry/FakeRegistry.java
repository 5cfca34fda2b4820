package dev.portals.registry;

import dev.portals.plan.Registration;
import dev.portals.spi.Registry;
import dev.portals.spi.StoreUnavailableException;
import dev.portals.spi.Table;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A registry in memory, whose coming writes a test may let fail. */
final class FakeRegistry implements Registry {
  /** What becomes of a write. */
  enum Fate {
    DONE,
    UNKNOWN_AND_DONE,
    UNKNOWN_AND_LOST,
    /** The process is killed before it. */
    KILLED
  }

  final TreeMap<String, Item> items = new TreeMap<>();
  final ArrayDeque<Fate> fates = new ArrayDeque<>();
  Runnable beforePut = () -> {};

  @Override
  public Optional<Item> find(String application) {
    return Optional.ofNullable(items.get(application));
  }

  @Override
  public List<Item> all() {
    return List.copyOf(items.values());
  }

  @Override
  public Table.Written put(Registration registration, long version) {
    beforePut.run();
    var fate = fates.isEmpty() ? Fate.DONE : fates.remove();
    if (fate == Fate.KILLED) {
      throw new StoreUnavailableException("killed");
    }
    if (fate == Fate.UNKNOWN_AND_LOST) {
      return Table.Written.UNKNOWN;
    }
    if (find(registration.application()).map(Item::version).orElse(0L) != version) {
      return Table.Written.REFUSED;
    }
    items.put(registration.application(), new Item(registration, version + 1));
    return fate == Fate.DONE ? Table.Written.DONE : Table.Written.UNKNOWN;
  }

  Registration of(String application) {
    return find(application).orElseThrow().registration();
  }
}
