package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.codec.Codecs;
import dev.portals.plan.LaneId;
import dev.portals.plan.Phase;
import dev.portals.plan.Registration;
import dev.portals.spi.Registry;
import dev.portals.spi.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The registry of one process: items in the journal, in one order with the commits of lanes. So
 * whatever follows from an item is lost with it or not at all. Safe for use by several threads.
 */
final class JournalRegistry implements Registry {
  private static final int MOST_BYTES = 390_000;
  private static final Codecs CODECS = Codecs.builder().add(Registration.class, "registry").build();

  private final Journal journal;
  private final LocalStreams streams;
  private final Map<String, Item> items = new TreeMap<>();

  /** With what the journal holds. */
  JournalRegistry(
      Journal journal, LocalStreams streams, Map<String, JournalRecord.Registered> recovered) {
    this.journal = journal;
    this.streams = streams;
    recovered.forEach((name, it) -> items.put(name, new Item(it.registration(), it.version())));
  }

  @Override
  public synchronized Optional<Item> find(String application) {
    return Optional.ofNullable(items.get(application));
  }

  @Override
  public synchronized List<Item> all() {
    return List.copyOf(items.values());
  }

  /** The same without versions. */
  List<Registration> registrations() {
    return all().stream().map(Item::registration).toList();
  }

  /** What is registered of an application; null if nothing is. */
  @Nullable Registration registration(String application) {
    return find(application).map(Item::registration).orElse(null);
  }

  /** True if an application of a launch is seen by others: then all are to be. */
  boolean isSeen(String launch) {
    return registrations().stream().anyMatch(it -> it.launch().equals(launch) && it.isRunning());
  }

  /** True if a lane is of an application that was stopped, or of one before that has its name. */
  boolean hasEnded(LaneId lane) {
    var is = registration(lane.application());
    return is != null
        && (is.phase() == Phase.STOPPED
            || is.incarnation().ordinal() > lane.incarnation().ordinal());
  }

  /** The most lanes that an operator of what was launched has; 1 if nothing was. */
  int usualLanes() {
    return registrations().stream().mapToInt(it -> it.manifest().lanes()).max().orElse(1);
  }

  /** Replaces an item whatever it is, when nobody else does. */
  void replace(Registration registration) {
    put(registration, find(registration.application()).map(Item::version).orElse(0L));
  }

  /**
   * {@inheritDoc}
   *
   * @throws PortalsException if it is larger than it may be on any backend, or is to read what is
   *     not kept; nothing is written then
   */
  @Override
  public synchronized Table.Written put(Registration registration, long version) {
    var name = registration.application();
    var is = items.get(name);
    if ((is == null ? 0 : is.version()) != version) {
      return Table.Written.REFUSED;
    }
    var size = CODECS.encode(Registration.class, registration).size();
    if (size > MOST_BYTES) {
      throw new PortalsException(
          "/%s takes %,d bytes in the registry, %,d are allowed. Maybe fewer lanes, or two applications"
              .formatted(name, size, MOST_BYTES));
    }
    var next = new TreeMap<>(items);
    next.put(name, new Item(registration, version + 1));
    var readers = Readers.of(next.values().stream().map(Item::registration).toList());
    streams.require(readers);
    journal.append(new JournalRecord.Registered(registration, version + 1));
    items.put(name, new Item(registration, version + 1));
    streams.readers(readers);
    return Table.Written.DONE;
  }
}
