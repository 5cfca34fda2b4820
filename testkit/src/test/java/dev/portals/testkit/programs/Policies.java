package dev.portals.testkit.programs;

import dev.portals.build.Application;
import dev.portals.build.ApplicationBuilder;
import dev.portals.build.Flow;
import dev.portals.task.AtomStream;
import dev.portals.task.FailurePolicy;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import java.time.Duration;

/** Workflows that skip what fails, or stop at it, and others that read what they write. */
public final class Policies {
  private static final Portal<Integer, Integer> HALF =
      Portal.at("/policies/portals/half", Integer.class, Integer.class, n -> "h");

  private Policies() {}

  public static Application policies() {
    return Application.named(
        "policies",
        app -> {
          var numbers = app.generate("numbers", Generator.range(0, 14, 2));
          failing(
                  app.workflow("skips", numbers)
                      .onFailure(FailurePolicy.retry(2, Duration.ofMillis(20)).thenSkip()),
                  5)
              .sink("skipped");
          var stops = failing(app.workflow("stops", numbers).onFailure(FailurePolicy.stop()), 8);
          var after = stops.sink("stopped");
          app.workflow("after", after).map(Integer.class, n -> n + 1).sink("after-all");
          asking(app, numbers);
        });
  }

  /** Emits sums; throws at every number that {@code at} divides, but 0. */
  private static Flow<Integer> failing(Flow<Integer> flow, int at) {
    return flow.key(n -> "k" + n % 2)
        .task(
            "sum",
            Integer.class,
            task -> {
              var sum = task.perKey("sum", Integer.class, 0);
              return (n, ctx) -> {
                ctx.emit(ctx.state(sum).update(s -> s + n));
                if (n > 0 && n % at == 0) {
                  throw new IllegalStateException("sum " + n);
                }
              };
            });
  }

  private static void asking(ApplicationBuilder app, AtomStream<Integer> numbers) {
    var flow = app.workflow("asks", numbers).key(n -> "k").onFailure(FailurePolicy.skip());
    flow.task(
            "ask",
            Integer.class,
            task -> {
              var half = task.asks(HALF);
              var halved =
                  task.onAnswer(
                      "halved",
                      half,
                      Integer.class,
                      (n, answer, ctx) -> {
                        ctx.emit(answer.orThrow());
                        if (n % 4 == 3) {
                          throw new IllegalStateException("halved " + n);
                        }
                      });
              return (n, ctx) -> ctx.ask(half, n).then(halved, n);
            })
        .sink("halves");
    app.workflow("half", numbers)
        .key(n -> "h")
        .task(
            "half",
            Integer.class,
            task -> {
              var asked = task.perKey("asked", Integer.class, 0);
              task.replies(HALF)
                  .onAsk(
                      (n, ctx) -> {
                        ctx.state(asked).update(x -> x + 1);
                        if (n == 6) {
                          throw new IllegalStateException("half of 6");
                        }
                        ctx.reply(n / 2);
                      });
              return (n, ctx) -> {};
            })
        .consume();
  }
}
