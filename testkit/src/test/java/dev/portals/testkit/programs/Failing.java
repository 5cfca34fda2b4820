package dev.portals.testkit.programs;

import dev.portals.build.Application;
import dev.portals.build.ApplicationBuilder;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import java.util.List;

/** User code that throws, at every place, for some inputs and states. */
public final class Failing {
  private static final Portal<Integer, Integer> HALF =
      Portal.at("/failing/portals/half", Integer.class, Integer.class, n -> "h" + n % 4);
  static final Portal<Integer, Integer> OUTER =
      Portal.at("/failing/portals/outer", Integer.class, Integer.class, n -> "o" + n % 2);

  private Failing() {}

  public static Application failing() {
    return Application.named(
        "failing",
        app -> {
          var numbers =
              app.generate(
                  "numbers",
                  Generator.<Integer, Integer>resumable(
                      Integer.class,
                      Integer.class,
                      0,
                      at -> {
                        if (at == 10) {
                          throw new IllegalStateException("generator at 10");
                        }
                        return new Generator.Atom<>(List.of(at, at + 20), at + 1);
                      }));
          half(app);
          app.workflow("work", numbers)
              .key(n -> "k" + n % 3)
              .task(
                  "work",
                  Integer.class,
                  task -> {
                    var sum = task.perKey("sum", Integer.class, 0);
                    var outer = task.asks(OUTER);
                    var then =
                        task.onAnswer(
                            "then",
                            outer,
                            Integer.class,
                            (n, answer, ctx) -> {
                              ctx.state(sum).update(s -> s + 1000);
                              if (n % 7 == 2) {
                                throw new IllegalStateException("then " + n);
                              }
                              ctx.emit(n % 2 == 0 ? answer.orThrow() : answer.hashCode());
                            });
                    return (n, ctx) -> {
                      ctx.emit(ctx.state(sum).update(s -> s + n));
                      ctx.ask(outer, n).then(then, n);
                      if (n % 5 == 3) {
                        throw new IllegalStateException("work " + n);
                      }
                    };
                  })
              .sink("worked");
        });
  }

  private static void half(ApplicationBuilder app) {
    var none = app.generate("none", Generator.range(0, 0, 1));
    app.workflow("half", none)
        .key(n -> "n" + n)
        .task(
            "half",
            Integer.class,
            task -> {
              var calls = task.perKey("calls", Integer.class, 0);
              task.replies(HALF)
                  .onAsk(
                      (n, ctx) -> {
                        ctx.emit(ctx.state(calls).update(c -> c + 1));
                        if (n % 3 == 1) {
                          throw new IllegalStateException("half " + n);
                        } else if (n % 11 != 0) {
                          ctx.reply(n / 2);
                        }
                      });
              return (n, ctx) -> ctx.emit(n);
            })
        .sink("halves");
    app.workflow("outer", none)
        .key(n -> "n" + n)
        .task(
            "outer",
            Integer.class,
            task -> {
              var half = task.asks(HALF);
              var served = task.replies(OUTER);
              var back =
                  served.onAnswer(
                      "back",
                      half,
                      Integer.class,
                      (n, answer, ctx) -> {
                        ctx.emit(n);
                        if (n % 4 != 2) {
                          ctx.reply(answer.orThrow() + n);
                        }
                      });
              served.onAsk(
                  (n, ctx) -> {
                    ctx.ask(half, n).then(back, n);
                    if (n % 6 == 0) {
                      ctx.ask(half, n + 1).then(back, n + 1);
                    }
                  });
              return (n, ctx) -> ctx.emit(n);
            })
        .sink("outs");
  }
}
