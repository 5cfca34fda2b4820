package dev.portals.testkit.programs;

import dev.portals.build.Application;
import dev.portals.task.Answer;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.time.Duration;
import java.util.List;

/**
 * Asks that give up: some before the answer can be there, some only when faults delay it, alone and
 * awaited together, from atoms and while serving.
 */
final class Hasty {
  static final Portal<Integer, Integer> SLOW =
      Portal.at("/hasty/portals/slow", Integer.class, Integer.class, n -> "s" + n % 2);
  private static final Portal<Integer, Integer> STOCK =
      Portal.at("/hasty/portals/stock", Integer.class, Integer.class, n -> "k" + n % 2);

  private Hasty() {}

  static Application hasty() {
    return Application.named(
        "hasty",
        app -> {
          app.workflow("stock", app.generate("none", Generator.range(0, 0, 1)))
              .key(n -> "k" + n)
              .task("stock", stock())
              .sink("taken");
          app.workflow("slow", app.generate("nothing", Generator.range(0, 0, 1)))
              .key(n -> "s" + n)
              .task("slow", slow())
              .consume();
          app.workflow("ask", app.generate("numbers", Generator.range(0, 9, 3)))
              .key(n -> "a" + n % 2)
              .task("ask", ask())
              .sink("asked");
        });
  }

  private static Task<Integer, String> stock() {
    return Task.define(
        Integer.class,
        String.class,
        task -> {
          var taken = task.perKey("taken", Integer.class, 0);
          task.replies(STOCK)
              .onAsk(
                  (n, ctx) -> {
                    var count = ctx.state(taken).update(t -> t + 1);
                    ctx.emit(n + " " + count);
                    ctx.reply(count);
                  });
          return (n, ctx) -> {};
        });
  }

  /** Asks on, and replies with what came in time. */
  private static Task<Integer, Void> slow() {
    return Task.define(
        Integer.class,
        Void.class,
        task -> {
          var stock = task.asks(STOCK);
          var served = task.replies(SLOW);
          var came =
              served.onAnswer(
                  "came",
                  stock,
                  Integer.class,
                  (n, answer, ctx) ->
                      ctx.reply(answer instanceof Answer.Replied<Integer> it ? it.value() : -1));
          served.onAsk(
              (n, ctx) ->
                  ctx.ask(stock, n).within(Duration.ofMillis(1 + 400L * (n % 3))).then(came, n));
          return (n, ctx) -> {};
        });
  }

  private static Task<Integer, String> ask() {
    return Task.define(
        Integer.class,
        String.class,
        task -> {
          var stock = task.asks(STOCK);
          var slow = task.asks(SLOW);
          var one =
              task.onAnswer(
                  "one", stock, Integer.class, (n, answer, ctx) -> ctx.emit(n + " one " + answer));
          var both =
              task.onAnswers(
                  "both",
                  slow,
                  Integer.class,
                  (n, answers, ctx) -> ctx.emit(n + " both " + answers));
          return (n, ctx) -> {
            ctx.ask(stock, n).within(Duration.ofMillis(1 + 300L * (n % 4))).then(one, n);
            ctx.all(List.of(ctx.ask(slow, n).within(Duration.ofSeconds(1)), ctx.ask(slow, n + 1)))
                .then(both, n);
            ctx.ask(stock, n).within(Duration.ofMillis(1));
          };
        });
  }
}
