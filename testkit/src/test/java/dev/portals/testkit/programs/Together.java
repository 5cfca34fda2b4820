package dev.portals.testkit.programs;

import dev.portals.build.Application;
import dev.portals.task.Answer;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.util.List;

/**
 * Asks awaited together: Fibonacci numbers by asking itself for both halves at once, and atoms
 * whose events await groups of different sizes, some of which fail.
 */
final class Together {
  private static final Portal<Integer, Long> FIB =
      Portal.at("/together/portals/fib", Integer.class, Long.class, n -> "f" + n);

  private Together() {}

  static Application together() {
    return Application.named(
        "together",
        app -> {
          app.workflow("fib", app.generate("none", Generator.range(0, 0, 1)))
              .key(n -> "f" + n)
              .task("fib", fib())
              .consume();
          app.workflow("ask", app.generate("numbers", Generator.range(1, 8, 2)))
              .key(n -> "a" + n % 3)
              .task("ask", ask())
              .sink("asked");
        });
  }

  private static Task<Integer, Void> fib() {
    return Task.define(
        Integer.class,
        Void.class,
        task -> {
          Fib.serve(task, FIB);
          return (n, ctx) -> {};
        });
  }

  private static Task<Integer, String> ask() {
    return Task.define(
        Integer.class,
        String.class,
        task -> {
          var seen = task.perKey("seen", Integer.class, 0);
          var fib = task.asks(FIB);
          var got =
              task.onAnswers(
                  "got",
                  fib,
                  Integer.class,
                  (n, answers, ctx) -> {
                    if (n == 6) {
                      Answer.orThrow(answers);
                    }
                    ctx.emit(n + " " + ctx.state(seen).update(s -> s + 1) + " " + answers);
                  });
          return (n, ctx) -> {
            ctx.all(List.of(ctx.ask(fib, n % 4), ctx.ask(fib, 5 - n))).then(got, n);
            ctx.all(List.of(ctx.ask(fib, 0))).then(got, -n);
          };
        });
  }
}
