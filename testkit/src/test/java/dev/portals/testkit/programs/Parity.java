package dev.portals.testkit.programs;

import dev.portals.build.Application;
import dev.portals.task.Generator;
import dev.portals.task.Sequencer;
import dev.portals.task.Splitter;

/** A stream that others split, each event into any number of streams, and join again in order. */
public final class Parity {
  private static final Splitter<Integer> NUMBERS =
      Splitter.at("/numbers/splitters/numbers", Integer.class);
  private static final Sequencer<Integer> BOTH =
      Sequencer.at("/numbers/sequencers/both", Integer.class);

  private Parity() {}

  /** Numbers in atoms, behind a key change so that they come of several lanes. */
  public static Application numbers() {
    return Application.named(
        "numbers",
        app -> {
          var out =
              app.workflow("spread", app.generate("in", Generator.range(0, 30, 4)))
                  .key(n -> "k" + n % 7)
                  .filter(n -> n % 5 != 0)
                  .sink("out");
          app.splitter(NUMBERS, out);
          app.workflow("sums", app.sequencer(BOTH))
              .task(
                  "sum",
                  Integer.class,
                  task -> {
                    var sum = task.perTask("sum", Integer.class, 0);
                    return (n, ctx) -> ctx.emit(ctx.state(sum).update(s -> 3 * s + n));
                  })
              .sink("sums");
        });
  }

  /** Splits them by parity, and once more by size; the odd and the large ones meet again. */
  public static Application splits() {
    return Application.named(
        "splits",
        app -> {
          var odd = app.split(NUMBERS, "odd", n -> n % 2 != 0);
          var large = app.split(NUMBERS, "large", n -> n > 15);
          app.connect(odd, BOTH);
          app.connect(large, BOTH);
          app.workflow("even", app.split(NUMBERS, "even", n -> n % 2 == 0))
              .task(
                  "last",
                  Integer.class,
                  task -> {
                    var count = task.perTask("count", Integer.class, 0);
                    task.onComplete(ctx -> ctx.emit(ctx.state(count).value()));
                    return (n, ctx) -> ctx.state(count).update(c -> c + 1);
                  })
              .sink("evens");
        });
  }
}
