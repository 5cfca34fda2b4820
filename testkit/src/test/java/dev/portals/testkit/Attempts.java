package dev.portals.testkit;

import dev.portals.build.Application;
import dev.portals.driver.LaneDriver;
import dev.portals.driver.LaneSettings;
import dev.portals.driver.Ports;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.Plan;
import dev.portals.plan.Routes;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Atom;
import dev.portals.protocol.ProducerChannel;
import dev.portals.spi.AskTransport;
import dev.portals.spi.Delivery;
import dev.portals.spi.LaneListener;
import dev.portals.spi.StreamTransport;
import dev.portals.spi.WakeRows;
import dev.portals.store.TableLaneStore;
import dev.portals.store.TableSettings;
import dev.portals.task.Generator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * User code that throws at each of its steps, but once less than it may, in a lane whose table
 * throttles, loses writes and acknowledgements, and whose processes are killed and overlap: only
 * what user code throws counts as an attempt, so nothing may be given up.
 */
public final class Attempts implements Supplier<String>, LaneListener {
  private static final int SEEDS = 200;
  private static final int ATOMS = 12;
  private static final int ATTEMPTS = 3;
  private static final int MOST_POLLS = 5_000;
  private static final Incarnation FIRST = new Incarnation(1, 1);

  private final List<String> givenUp = new ArrayList<>();

  /** How it went wrong, or "". */
  @Override
  public String get() {
    for (var seed = 1; seed <= SEEDS; seed++) {
      givenUp.clear();
      var atoms = run(seed);
      if (!givenUp.isEmpty() || atoms != ATOMS + 1) {
        return "seed %d: %d atoms, given up %s".formatted(seed, atoms, givenUp);
      }
    }
    return "";
  }

  private long run(long seed) {
    var random = new Random(seed);
    var thrown = new HashMap<Integer, Integer>();
    var plan = Plan.of(application(thrown).graph());
    var operator = plan.operators().get(0);
    var lane = new LaneId("flaky", FIRST, operator.name(), 0);
    var routes = Routes.resolve(List.of(plan), Map.of("flaky", FIRST));
    var rows = new InMemoryTable();
    var table = new FaultyTable(rows);
    var clock = new SimClock();
    Supplier<LaneDriver> drivers =
        () -> {
          var store = new TableLaneStore(table, TableSettings.DEFAULT);
          var nothing = new Nothing();
          var attempts = new SplittableRandom(random.nextLong());
          var ports = new Ports(store, WakeRows.NONE, nothing, nothing, this, clock, attempts);
          var settings = new LaneSettings(1, ATTEMPTS, 10, 300_000, 10_000, 1_000);
          return new LaneDriver(lane, operator, routes, ports, settings);
        };
    var instances = new ArrayList<>(List.of(drivers.get(), drivers.get()));
    for (var polls = 0; polls < MOST_POLLS; polls++) {
      switch (random.nextInt(12)) {
        case 0 -> table.failPut(WriteFailure.LOST);
        case 1 -> table.failPut(WriteFailure.UNACKNOWLEDGED);
        case 2 -> table.throttle(1 + random.nextInt(3));
        case 3 -> instances.set(random.nextInt(2), drivers.get());
        default -> clock.advance(random.nextInt(60));
      }
      instances.get(random.nextInt(3) / 2).poll();
    }
    var state = new TableLaneStore(rows, TableSettings.DEFAULT).load(lane);
    state.deadLetters().forEach(letter -> givenUp.add(letter.error()));
    return state.producers().stream().mapToLong(ProducerChannel::next).sum();
  }

  private static Application application(Map<Integer, Integer> thrown) {
    return Application.named(
        "flaky",
        app ->
            app.generate(
                "numbers",
                Generator.resumable(
                    Integer.class,
                    Integer.class,
                    0,
                    at -> {
                      if (thrown.merge(at, 1, Integer::sum) < ATTEMPTS) {
                        throw new IllegalStateException("not yet " + at);
                      }
                      return at == ATOMS
                          ? new Generator.Ended<>()
                          : new Generator.Atom<>(List.of(at), at + 1);
                    })));
  }

  @Override
  public void retrying(LaneId lane, String what, int attempt, long inMillis) {}

  /** Heard only if the commit was: the lane's memory tells. */
  @Override
  public void gaveUp(LaneId lane, GaveUp how, String error) {}

  @Override
  public void gap(LaneId lane, String channel, long expected, long got) {}

  @Override
  public void broken(LaneId lane, String why) {
    givenUp.add("broken: " + why);
  }

  /** Takes all, asks nobody. */
  private static final class Nothing implements StreamTransport, AskTransport {
    @Override
    public boolean publish(StreamChannel channel, long first, List<Atom> atoms) {
      return true;
    }

    @Override
    public boolean hasRoom(StreamChannel channel) {
      return true;
    }

    @Override
    public void released(Delivery delivery) {}

    @Override
    public void failed(Delivery delivery, long expected) {}

    @Override
    public void ask(AskMessage message) {}

    @Override
    public void answer(AnswerMessage message) {}
  }
}
