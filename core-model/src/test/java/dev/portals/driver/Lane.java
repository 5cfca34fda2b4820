package dev.portals.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.build.Application;
import dev.portals.build.ApplicationBuilder;
import dev.portals.build.Flow;
import dev.portals.codec.Bytes;
import dev.portals.codec.Codecs;
import dev.portals.engine.EventList;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.Manifest;
import dev.portals.plan.Operator;
import dev.portals.plan.Phase;
import dev.portals.plan.Plan;
import dev.portals.plan.Registration;
import dev.portals.plan.Routes;
import dev.portals.plan.StreamChannel;
import dev.portals.plan.Subscription;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Atom;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Outcome;
import dev.portals.protocol.PayloadHash;
import dev.portals.spi.Delivery;
import dev.portals.spi.WakeRows;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.OnNext;
import dev.portals.task.Portal;
import dev.portals.task.TaskBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The driver of the lane of {@code /shop}'s last operator among fakes of the ports. {@code /source}
 * writes the stream it reads, {@code /bank} replies to what it asks.
 */
final class Lane {
  static final AtomStream<String> IN = AtomStream.at("/source/streams/in", String.class);
  static final Portal<String, Integer> BANK =
      Portal.at("/bank/portals/account", String.class, Integer.class, name -> "k");
  static final Portal<String, Integer> STOCK =
      Portal.at("/shop/portals/stock", String.class, Integer.class, item -> "k");
  static final Incarnation FIRST = new Incarnation(1, 11);
  static final StreamChannel CHANNEL = new StreamChannel(IN.path(), FIRST, 0);
  static final LaneId BANK_LANE = new LaneId("bank", FIRST, "workflows/w", 0);
  static final Caller ASKER = new Caller.Lane(new LaneId("asker", FIRST, "workflows/w", 0));
  static final LaneSettings SETTINGS = new LaneSettings(1, 3, 100, 2_000, 10_000, 100);

  private static final List<Subscription> NONE = List.of();

  final List<String> calls = new ArrayList<>();
  final FakeStore store = new FakeStore(calls);
  final FakeStreams streams = new FakeStreams(calls);
  final FakeAsks asks = new FakeAsks(calls);
  final FakeListener listener = new FakeListener();
  final FakeWakeRows wakes = new FakeWakeRows(calls);
  private boolean isFunction;
  final LaneId id;
  private final List<Plan> plans = new ArrayList<>();
  private final List<Subscription> subscriptions;
  private final Operator operator;
  private final Routes routes;
  long now = 1_000_000;
  LaneDriver driver;

  private Lane(Consumer<ApplicationBuilder> block) {
    this(block, List.of());
  }

  private Lane(Consumer<ApplicationBuilder> block, List<Subscription> subscriptions) {
    plans.addAll(List.of(plan("shop", block), source(), bank()));
    var served = plans.get(0).operators().stream().flatMap(it -> it.served().stream());
    if (served.anyMatch(portal -> portal.path().equals(STOCK.path()))) {
      plans.add(asker());
    }
    this.subscriptions = subscriptions;
    routes = routesWith("shop", FIRST);
    var operators = plans.get(0).operators();
    operator = operators.get(operators.size() - 1);
    id = new LaneId("shop", FIRST, operator.name(), 0);
    driver = driver(SETTINGS);
  }

  /** All that is launched, one application in another incarnation. */
  Routes routesWith(String application, Incarnation incarnation) {
    return Routes.resolve(
        plans.stream()
            .map(
                plan -> {
                  var isIt = plan.application().equals(application);
                  var starts = plan.application().equals("shop") ? subscriptions : NONE;
                  return Registration.launching(
                          "launch", Manifest.of(plan), isIt ? incarnation : FIRST, 1)
                      .in(Phase.RUNNING)
                      .reading(starts);
                })
            .toList());
  }

  static Lane of(Consumer<ApplicationBuilder> block) {
    return new Lane(block);
  }

  /** A workflow of one task behind a key, its events going to the stream {@code out}. */
  static Lane task(Function<TaskBuilder<String, String>, OnNext<String, String>> block) {
    return new Lane(
        app -> app.workflow("w", IN).key(event -> "k").task("t", String.class, block).sink("out"));
  }

  /** Copies what it reads, from an atom on. */
  static Lane late(long start) {
    return new Lane(
        app -> app.workflow("w", IN).sink("out"),
        List.of(new Subscription("workflows/w", IN.path(), FIRST, List.of(start))));
  }

  /** The same, its end left to the test. */
  static Lane flow(Consumer<Flow<String>> behind) {
    return new Lane(app -> behind.accept(app.workflow("w", IN)));
  }

  /** In a process that runs only while it is called (rules W1 to W3). */
  Lane asFunction() {
    isFunction = true;
    return restarted();
  }

  /** Another application is launched, and the lane hears of it. */
  void launch(String application, Consumer<ApplicationBuilder> block) {
    plans.add(plan(application, block));
    driver.offer(routesWith("shop", FIRST));
  }

  /** The process is gone with its memory; another one has the lane. */
  Lane restarted() {
    driver = driver(SETTINGS);
    return this;
  }

  /** The process has no more time. */
  Lane leave() {
    for (var more = true; more; ) {
      var before = calls.size();
      more = driver.leave();
      assertThat(calls.size() - before).as("%s", calls).isLessThanOrEqualTo(1);
    }
    return this;
  }

  LaneDriver driver(LaneSettings settings) {
    var ports =
        new Ports(
            store,
            isFunction ? wakes : WakeRows.NONE,
            streams,
            asks,
            listener,
            () -> Instant.ofEpochMilli(now),
            new SplittableRandom(1));
    return new LaneDriver(id, operator, routes, ports, settings);
  }

  private static Plan plan(String name, Consumer<ApplicationBuilder> block) {
    return Plan.of(Application.named(name, block).graph());
  }

  private static Plan source() {
    return plan(
        "source", app -> app.generate(IN, Generator.of(String.class, List.of("never run"), 1)));
  }

  private static Plan bank() {
    return plan(
        "bank",
        app ->
            app.workflow("w", IN)
                .key(event -> event)
                .task(
                    "t",
                    String.class,
                    task -> {
                      task.replies(BANK).onAsk((name, ctx) -> ctx.reply(0));
                      return (event, ctx) -> {};
                    })
                .consume());
  }

  private static Plan asker() {
    return plan(
        "asker",
        app ->
            app.workflow("w", IN)
                .key(event -> event)
                .task(
                    "t",
                    String.class,
                    task -> {
                      var stock = task.asks(STOCK);
                      return (event, ctx) -> ctx.ask(stock, event);
                    })
                .consume());
  }

  Codecs codecs() {
    return operator.codecs();
  }

  /** Polls until there is nothing to do; every poll has one effect on the world at most. */
  Lane settle() {
    for (var polls = 0; polls < 10_000; polls++) {
      var before = calls.size();
      var more = driver.poll();
      assertThat(calls.size() - before).as("%s", calls).isLessThanOrEqualTo(1);
      if (!more) {
        assertThat(driver.wakeAt()).isGreaterThan(now); // else its owner would spin
        return this;
      }
    }
    throw new AssertionError("the lane never rests: " + calls.subList(0, 50));
  }

  Lane pass(long millis) {
    now += millis;
    return settle();
  }

  Atom atom(String... events) {
    return Atom.of(
        events.length, EventList.encode(operator.codecs().of(String.class), List.of(events)));
  }

  Delivery offer(long first, Atom... atoms) {
    var delivery = new Delivery(IN.path(), CHANNEL, first, List.of(atoms));
    driver.offer(delivery);
    return delivery;
  }

  void answer(long number, Outcome outcome) {
    answer(asks.last().attempt(), number, outcome);
  }

  void answer(long attempt, long number, Outcome outcome) {
    driver.offer(
        new AnswerMessage(
            new Caller.Lane(id),
            BANK_LANE,
            attempt,
            List.of(new AnswerMessage.Item(number, outcome))));
  }

  Outcome replied(int value) {
    return new Outcome.Replied(codecs().encode(Integer.class, value));
  }

  void ask(Caller caller, long number, String item) {
    ask(caller, number, STOCK.path(), item, 1);
  }

  void ask(Caller caller, long number, String portal, String item, int depth) {
    var payload = codecs().encode(String.class, item);
    var hash = PayloadHash.of(payload);
    driver.offer(
        new AskMessage(
            caller,
            id,
            5,
            0,
            List.of(new AskMessage.Item(number, portal, "k", hash, Optional.of(payload), depth))));
  }

  static Caller external(String idempotencyKey) {
    return new Caller.External(STOCK.path(), "k", idempotencyKey);
  }

  /** What is stored under a state of the task {@code t} and the key {@code k}; 0 if nothing is. */
  int stored(String name) {
    Bytes bytes = store.state().value("t/" + name, "k");
    return bytes == null ? 0 : codecs().decode(Integer.class, bytes);
  }
}
