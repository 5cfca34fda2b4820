package dev.portals.testkit.programs;

import dev.portals.build.Application;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import dev.portals.task.Task;

/** Two applications whose tasks ask each other in turn, nested, and tell each other on the side. */
public final class Cycles {
  static final Portal<Integer, Long> PING =
      Portal.at("/ping/portals/down", Integer.class, Long.class, n -> "k" + n % 3);
  private static final Portal<Integer, Long> PONG =
      Portal.at("/pong/portals/down", Integer.class, Long.class, n -> "k" + n % 2);

  private Cycles() {}

  public static Application ping() {
    return application("ping", PING, PONG, 4);
  }

  public static Application pong() {
    return application("pong", PONG, PING, 3);
  }

  private static Application application(
      String name, Portal<Integer, Long> own, Portal<Integer, Long> other, int depth) {
    return Application.named(
        name,
        app -> {
          AtomStream<Integer> starts = app.generate("starts", Generator.range(0, depth + 1, 2));
          app.workflow("down", starts).key(n -> "k" + n).task("down", down(own, other)).sink("up");
        });
  }

  /** Serves n by asking the other for n - 1; the answer is how deep it went. */
  private static Task<Integer, Long> down(Portal<Integer, Long> own, Portal<Integer, Long> other) {
    return Task.define(
        Integer.class,
        Long.class,
        task -> {
          var calls = task.perKey("calls", Long.class, 0L);
          var asker = task.asks(other);
          var self = task.asks(own);
          var served = task.replies(own);
          var up =
              served.onAnswer(
                  "up",
                  asker,
                  Integer.class,
                  (n, answer, ctx) -> {
                    ctx.state(calls).update(c -> c + 100);
                    ctx.emit(answer.orThrow() * 10);
                    ctx.reply(answer.orThrow() + 1);
                  });
          var done =
              task.onAnswer(
                  "done",
                  asker,
                  Integer.class,
                  (n, answer, ctx) -> {
                    ctx.emit(answer.orThrow() + ctx.state(calls).value());
                    if (n > 2) {
                      ctx.ask(self, 0);
                    }
                  });
          served.onAsk(
              (n, ctx) -> {
                ctx.state(calls).update(c -> c + 1);
                if (n == 0) {
                  ctx.reply(0L);
                } else {
                  ctx.ask(asker, n - 1).then(up, n);
                  ctx.ask(self, 0);
                }
              });
          return (n, ctx) -> {
            ctx.ask(asker, n).then(done, n);
            ctx.ask(asker, 1);
          };
        });
  }
}
