package dev.portals.testkit.programs;

import dev.portals.build.Application;
import dev.portals.task.Generator;
import dev.portals.task.Portal;

/** A task that asks itself twice for every number, and an asker of several numbers an event. */
public final class Fan {
  static final Portal<Integer, Long> FIB =
      Portal.at("/fan/portals/fib", Integer.class, Long.class, n -> "f" + n);

  private Fan() {}

  public static Application fan() {
    return Application.named(
        "fan",
        app -> {
          var numbers = app.generate("numbers", Generator.range(1, 5, 2));
          app.workflow("fib", app.generate("none", Generator.range(0, 0, 1)))
              .key(n -> "f" + n)
              .task(
                  "fib",
                  Long.class,
                  task -> {
                    var fib = task.asks(FIB);
                    var served = task.replies(FIB);
                    var sums = task.perKey("sums", Long.class, -1L);
                    var sum =
                        served.onAnswer(
                            "sum",
                            fib,
                            Integer.class,
                            (n, answer, ctx) -> {
                              var half = ctx.state(sums).value();
                              if (half < 0) {
                                ctx.state(sums).set(answer.orThrow());
                              } else {
                                ctx.state(sums).clear();
                                ctx.reply(half + answer.orThrow());
                              }
                            });
                    served.onAsk(
                        (n, ctx) -> {
                          if (n < 2) {
                            ctx.reply((long) n);
                          } else {
                            ctx.ask(fib, n - 1).then(sum, n);
                            ctx.ask(fib, n - 2).then(sum, n);
                          }
                        });
                    return (n, ctx) -> ctx.emit((long) n);
                  })
              .sink("nothing");
          app.workflow("ask", numbers)
              .key(n -> "a" + n)
              .task(
                  "ask",
                  String.class,
                  task -> {
                    var got = task.perKey("got", Long.class, 0L);
                    var fib = task.asks(FIB);
                    var then =
                        task.onAnswer(
                            "then",
                            fib,
                            Integer.class,
                            (n, answer, ctx) -> {
                              ctx.state(got).update(g -> g * 10 + 1);
                              ctx.emit(ctx.key() + " " + n + " " + answer);
                            });
                    return (n, ctx) -> {
                      for (var each = 0; each < n; each++) {
                        ctx.ask(fib, each).then(then, each);
                      }
                      ctx.ask(fib, 1);
                    };
                  })
              .sink("asked");
        });
  }
}
