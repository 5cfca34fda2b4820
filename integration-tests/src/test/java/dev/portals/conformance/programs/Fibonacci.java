package dev.portals.conformance.programs;

import dev.portals.build.Application;
import dev.portals.conformance.Program;
import dev.portals.task.Answer;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.util.List;

/** A task that asks itself twice and awaits both: only outside callers set it going. */
final class Fibonacci {
  private static final Portal<Integer, Long> FIB =
      Portal.at("/fibonacci/portals/fib", Integer.class, Long.class, n -> "n" + n);

  private Fibonacci() {}

  static Program program() {
    return Program.named("fibonacci").launch(application()).ask(FIB, List.of(0, 11, 1, 9, 11, 5));
  }

  static Program ofLanes() {
    return program().lanes(4);
  }

  private static Application application() {
    return Application.named(
        "fibonacci",
        app ->
            app.workflow("fib", app.generate("none", Generator.range(0, 0, 1)))
                .key(n -> "n" + n)
                .task("fib", fib())
                .consume());
  }

  private static Task<Integer, Void> fib() {
    return Task.define(
        Integer.class,
        Void.class,
        task -> {
          var calls = task.perKey("calls", Long.class, 0L);
          var fib = task.asks(FIB);
          var served = task.replies(FIB);
          var sum =
              served.onAnswers(
                  "sum",
                  fib,
                  Integer.class,
                  (n, answers, ctx) ->
                      ctx.reply(Answer.orThrow(answers).stream().mapToLong(f -> f).sum()));
          served.onAsk(
              (n, ctx) -> {
                ctx.state(calls).update(c -> c + 1);
                if (n < 2) {
                  ctx.reply((long) n);
                } else {
                  ctx.all(List.of(ctx.ask(fib, n - 1), ctx.ask(fib, n - 2))).then(sum, n);
                }
              });
          return (n, ctx) -> {};
        });
  }
}
