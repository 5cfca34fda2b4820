package dev.portals.registry;

import dev.portals.build.Application;
import dev.portals.build.ApplicationBuilder;
import dev.portals.codec.Bytes;
import dev.portals.plan.LaneId;
import dev.portals.plan.Manifest;
import dev.portals.plan.Plan;
import dev.portals.protocol.Ask;
import dev.portals.protocol.Entry;
import dev.portals.protocol.Root;
import dev.portals.spi.LaneStore;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** {@code /bank} serves a portal and writes a stream, {@code /shop} asks and reads. */
final class Deployments {
  static final AtomStream<String> NEWS = AtomStream.at("/bank/streams/news", String.class);
  static final Portal<String, Integer> BANK =
      Portal.at("/bank/portals/account", String.class, Integer.class, name -> name);

  final FakeRegistry registry = new FakeRegistry();
  final FakeLanes lanes = new FakeLanes();
  private long nonce;

  static Manifest manifest(String name, int lanes, Consumer<ApplicationBuilder> block) {
    return Manifest.of(Plan.of(Application.named(name, block).graph(), lanes));
  }

  static Manifest bank() {
    return bank(Integer.class, 0, "t");
  }

  /** With a state of some class. */
  static <T> Manifest bank(Class<T> state, T initial, String task) {
    return manifest(
        "bank",
        1,
        app ->
            app.workflow("w", app.generate("in", Generator.of(String.class, List.of("a"), 1)))
                .key(event -> event)
                .task(
                    task,
                    String.class,
                    it -> {
                      it.perKey("sum", state, initial);
                      it.replies(BANK).onAsk((name, ctx) -> ctx.reply(0));
                      return (event, ctx) -> ctx.emit(event);
                    })
                .sink(NEWS));
  }

  static Manifest shop(String continuation) {
    return shop(1, continuation, String.class);
  }

  static Manifest shop(int lanes, String continuation, Class<?> context) {
    return manifest(
        "shop",
        lanes,
        app ->
            app.workflow("w", NEWS)
                .key(event -> event)
                .task(
                    "t",
                    String.class,
                    it -> {
                      var bank = it.asks(BANK);
                      it.onAnswer(continuation, bank, context, (c, answer, ctx) -> {});
                      return (event, ctx) -> {};
                    })
                .sink("out"));
  }

  /** A shop that asks nobody. */
  static Manifest silentShop() {
    return manifest(
        "shop",
        1,
        app ->
            app.workflow("w", NEWS)
                .key(event -> event)
                .task("t", String.class, it -> (event, ctx) -> {})
                .sink("out"));
  }

  void launch(String id, Manifest... manifests) {
    new Launcher(registry, lanes, new SplittableRandom(++nonce)).launch(id, List.of(manifests));
  }

  void replace(String id, Manifest next) {
    replace(lanes, id, next);
  }

  void replace(LaneStore store, String id, Manifest next) {
    new Replacer(registry, store, InstantSource.system(), new SplittableRandom(++nonce))
        .replace(id, next);
  }

  List<LaneId> stop(String application, boolean force) {
    return new Stopper(registry, lanes, InstantSource.system(), new SplittableRandom(++nonce))
        .stop(application, registry.of(application).incarnation(), force);
  }

  LaneId lane(String application) {
    return new LaneId(application, registry.of(application).incarnation(), "workflows/w", 0);
  }

  /** The shop's lane asks the bank, and awaits the answer under the name of a continuation. */
  void ask(String continuation) {
    var then = new Ask.Then(continuation, Bytes.EMPTY, false, Optional.empty());
    var next = lanes.load(lane("shop")).asker(lane("bank")).below();
    lanes.commit(
        lane("shop"),
        1,
        new Entry.Asked(
            lane("bank"),
            next,
            new Ask(
                BANK.path(),
                "k",
                1,
                Bytes.EMPTY,
                new Root.OfAtom(),
                "t",
                "k",
                Optional.empty(),
                Optional.of(then))));
  }

  void settle(long number) {
    lanes.commit(lane("shop"), 1, new Entry.Settled(lane("bank"), number));
  }
}
