package dev.portals.testkit;

import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.Manifest;
import dev.portals.plan.Phase;
import dev.portals.plan.Registration;
import dev.portals.plan.Routes;
import dev.portals.plan.StreamChannel;
import dev.portals.plan.Subscription;
import dev.portals.spi.Registry;
import dev.portals.spi.Table;
import dev.portals.store.TableRegistry;
import dev.portals.task.Start;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The registry that all processes share, in a table whose writes are lost, late or not
 * acknowledged. {@link Deviation} if what it holds changes in a way in which it must not.
 */
final class SimRegistry implements Registry, Lives {
  private record Read(LaneId reader, StreamChannel channel) {}

  private final Ledgers ledgers;
  private final Chance chance;
  private final Trace trace;
  private final Runnable struck;
  private final InMemoryTable rows = new InMemoryTable();
  private final TableRegistry stored = new TableRegistry(rows);
  private final StruckTable table;
  private final TableRegistry registry = new TableRegistry(new Called());
  private final TreeMap<String, Registration> landed = new TreeMap<>();
  private final Map<StreamChannel, Long> begun = new HashMap<>();
  private final Map<Read, Long> starts = new HashMap<>();
  private final Map<String, Set<String>> former = new HashMap<>();
  private final Set<Incarnation> forced = new HashSet<>();

  /**
   * {@code others} is what happens while somebody reads, {@code struck} perhaps ends or stops who
   * has just called.
   */
  SimRegistry(Ledgers ledgers, Chance chance, Trace trace, Runnable others, Runnable struck) {
    this.ledgers = ledgers;
    this.chance = chance;
    this.trace = trace;
    this.table = new StruckTable(new LandingTable(rows, this::landed), chance, trace, others);
    this.struck = struck;
  }

  /** What is launched before the run begins. */
  void begin(List<Registration> registrations) {
    for (var registration : registrations) {
      stored.put(registration, 0);
      landed.put(registration.application(), registration);
    }
    registrations.forEach(registration -> check(Optional.empty(), registration));
  }

  /** All that is stored, without faults. */
  List<Registration> registrations() {
    return List.copyOf(landed.values());
  }

  /** An application that is just being replaced, as a person finds it. */
  Optional<Registration> halfway() {
    for (var registration : landed.values()) {
      if (registration.replaces().isPresent()) {
        return Optional.of(registration);
      }
    }
    return Optional.empty();
  }

  /** The newest incarnation of an application that was launched. */
  Incarnation incarnation(String application) {
    return Objects.requireNonNull(landed.get(application)).incarnation();
  }

  /** The lanes of an application that was launched. */
  List<LaneId> lanes(String application) {
    return Objects.requireNonNull(landed.get(application)).lanes();
  }

  @Override
  public Optional<Item> find(String application) {
    var item = registry.find(application);
    struck.run();
    return item;
  }

  @Override
  public List<Item> all() {
    var items = registry.all();
    struck.run();
    return items;
  }

  @Override
  public Table.Written put(Registration registration, long version) {
    var written = this.registry.put(registration, version);
    trace.add(() -> words(registration) + " " + written);
    struck.run();
    return written;
  }

  boolean hasLate() {
    return table.hasLate();
  }

  boolean landLate() {
    return table.landLate();
  }

  private static String words(Registration it) {
    return "/%s %s, incarnation %d, deployment %d"
        .formatted(it.application(), it.phase(), it.incarnation().ordinal(), it.planEpoch());
  }

  /** What producers have committed when somebody first begins to look where readers begin. */
  void looks() {
    for (var registration : registrations()) {
      for (var lane : registration.lanes()) {
        for (var part : registration.manifest().parts()) {
          if (part.name().equals(lane.operator())) {
            for (var stream : part.writes()) {
              begun.put(StreamChannel.of(stream.path(), lane), now(lane, stream.path()));
            }
          }
        }
      }
    }
  }

  /** The number of the next atom, or of the seal if there is one. */
  private long now(LaneId producer, String stream) {
    var produced = ledgers.of(producer).produced(stream);
    var isSealed = !produced.isEmpty() && produced.get(produced.size() - 1).isSeal();
    return isSealed ? produced.size() - 1 : produced.size();
  }

  @Override
  public long start(LaneId reader, StreamChannel channel) {
    return starts.getOrDefault(new Read(reader, channel), 0L);
  }

  @Override
  public boolean isForced(LaneId lane) {
    return forced.contains(lane.incarnation());
  }

  private void check(Optional<Registration> before, Registration is) {
    before.ifPresent(was -> requireFollows(was, is));
    if (is.phase() == Phase.ABORTING) {
      forced.add(is.incarnation());
    }
    var routes = Routes.of(landed.values());
    for (var subscription : is.subscriptions()) {
      var from = from(subscription, is.manifest(), routes);
      for (var number = 0; number < subscription.starts().size(); number++) {
        var channel = new StreamChannel(subscription.stream(), subscription.producer(), number);
        for (var lane : readers(subscription, is, routes)) {
          if (!starts.containsKey(new Read(lane, channel))) {
            requireIsStart(from, channel, subscription.starts().get(number));
            fixes(lane, channel, subscription.starts().get(number));
          }
        }
      }
    }
    for (var running : landed.values()) {
      for (var lane : running.isRunning() ? running.lanes() : List.<LaneId>of()) {
        routes.inputs(lane).forEach(input -> fixes(lane, input.channel(), input.start()));
      }
    }
  }

  /** The lanes of an operator, or that of a sequencer of whomever. */
  private static List<LaneId> readers(Subscription read, Registration is, Routes routes) {
    return is.manifest().part(read.operator()).isEmpty()
        ? List.of(routes.sequencer(read.operator()))
        : is.lanes().stream().filter(it -> it.operator().equals(read.operator())).toList();
  }

  /** Where the code says that reading begins: an operator, or who connects a sequencer. */
  private static Start from(Subscription read, Manifest manifest, Routes routes) {
    var starts = new ArrayList<Start>();
    for (var part : manifest.parts()) {
      for (var reads : part.reads()) {
        if (part.name().equals(read.operator())
            && routes.stream(reads.stream().path()).stream().path().equals(read.stream())) {
          starts.add(reads.start());
        }
      }
    }
    for (var it : manifest.connections()) {
      if (it.sequencer().path().equals(read.operator())
          && it.stream().path().equals(read.stream())) {
        starts.add(it.start());
      }
    }
    return starts.get(0);
  }

  /** What a lane reads begins once for all, be it with the first atom. */
  private void fixes(LaneId lane, StreamChannel channel, long start) {
    var known = starts.putIfAbsent(new Read(lane, channel), start);
    if (known != null && known != start) {
      throw new Deviation(
          "%s was to read %s from %d, and now from %d (rule P3)"
              .formatted(lane, channel, known, start));
    }
  }

  private void requireIsStart(Start from, StreamChannel channel, long start) {
    var earliest = begun.getOrDefault(channel, 0L);
    var latest = now(producer(channel), channel.stream());
    var isRight = from == Start.EARLIEST ? start == 0 : start >= earliest && start <= latest;
    if (!isRight) {
      throw new Deviation(
          "%s is to be read from %d on (%s), its producer was at %d to %d"
              .formatted(channel, start, from, earliest, latest));
    }
  }

  private LaneId producer(StreamChannel channel) {
    for (var registration : registrations()) {
      for (var part : registration.manifest().parts()) {
        if (part.writes().stream().anyMatch(it -> it.path().equals(channel.stream()))) {
          return new LaneId(
              registration.application(), channel.incarnation(), part.name(), channel.lane());
        }
      }
    }
    throw new Deviation("nobody writes " + channel);
  }

  private void requireFollows(Registration was, Registration is) {
    var names = former.computeIfAbsent(is.application(), name -> new HashSet<>());
    if (!is.launch().equals(was.launch())) {
      names.add(was.launch());
    }
    if (names.contains(is.launch())) {
      throw new Deviation(
          "\"%s\" is done again behind \"%s\": %s".formatted(is.launch(), was.launch(), words(is)));
    }
    var sameLife = was.incarnation().equals(is.incarnation());
    var follows =
        sameLife
            ? is.planEpoch() >= was.planEpoch() && was.phase() != Phase.STOPPED
            : was.phase() == Phase.STOPPED
                && is.phase() == Phase.LAUNCHING
                && is.incarnation().ordinal() == was.incarnation().ordinal() + 1
                && is.planEpoch() > was.planEpoch();
    if (!follows) {
      throw new Deviation("the registry goes from " + words(was) + " to " + words(is));
    }
  }

  /** The table as it is called. */
  private final class Called implements Table {
    @Override
    public Written put(Row row, Condition condition) {
      chance.at(CrashPoint.REGISTRY_WRITE);
      return table.put(row, condition);
    }

    @Override
    public Optional<Row> get(Key key) {
      chance.at(CrashPoint.REGISTRY_READ);
      return table.get(key);
    }

    @Override
    public List<Row> query(String partition, String from, String below, int limit) {
      chance.at(CrashPoint.REGISTRY_READ);
      return table.query(partition, from, below, limit, () -> 1 + chance.below(2));
    }

    @Override
    public Written delete(Key key, Condition condition) {
      throw new Deviation("an item of the registry is deleted: " + key);
    }
  }

  /** Items are looked at as they land, be it late. */
  private void landed(Table.Row row) {
    var application = row.key().sort();
    var is = stored.find(application).orElseThrow().registration();
    check(Optional.ofNullable(landed.put(application, is)), is);
  }
}
