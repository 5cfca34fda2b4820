package dev.portals.conformance.programs;

import dev.portals.build.Application;
import dev.portals.build.ApplicationBuilder;
import dev.portals.conformance.Comparison;
import dev.portals.conformance.Program;
import dev.portals.task.Answer;
import dev.portals.task.Asked;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.util.ArrayList;

/**
 * Events that ask two repliers many times and await groups of different sizes, single answers, and
 * nothing. Which group is complete first depends on the repliers.
 */
final class Fan {
  private static final Portal<Integer, Integer> SQUARE =
      Portal.at("/fan/portals/square", Integer.class, Integer.class, n -> "s" + n % 3);
  private static final Portal<Integer, Integer> DOUBLE =
      Portal.at("/fan/portals/double", Integer.class, Integer.class, n -> "d" + n % 2);
  private static final AtomStream<String> ASKED = AtomStream.at("/fan/streams/asked", String.class);

  private Fan() {}

  static Program program() {
    return Program.named("fan").launch(application()).compare(ASKED, Comparison.ATOMS);
  }

  /** With several lanes the empty share of an atom is no atom. */
  static Program ofLanes() {
    return program().lanes(4).compare(ASKED, Comparison.EVENTS);
  }

  private static Application application() {
    return Application.named(
        "fan",
        app -> {
          replier(app, "square", SQUARE, true);
          replier(app, "double", DOUBLE, false);
          app.workflow("ask", app.generate("numbers", Generator.range(0, 240, 4)))
              .key(n -> "a" + n % 5)
              .task("ask", ask())
              .sink(ASKED);
        });
  }

  private static void replier(
      ApplicationBuilder app, String name, Portal<Integer, Integer> portal, boolean squares) {
    app.workflow(name, app.generate("none-" + name, Generator.range(0, 0, 1)))
        .key(portal.key()::apply)
        .task(
            name,
            Integer.class,
            task -> {
              var served = task.perKey("served", Integer.class, 0);
              task.replies(portal)
                  .onAsk(
                      (n, ctx) -> {
                        ctx.state(served).update(s -> s + 1);
                        ctx.reply(squares ? n * n : 2 * n);
                      });
              return (n, ctx) -> {};
            })
        .consume();
  }

  private static Task<Integer, String> ask() {
    return Task.define(
        Integer.class,
        String.class,
        task -> {
          var sum = task.perKey("sum", Long.class, 0L);
          var square = task.asks(SQUARE);
          var twice = task.asks(DOUBLE);
          var one =
              task.onAnswer(
                  "one",
                  twice,
                  Integer.class,
                  (n, answer, ctx) -> {
                    ctx.state(sum).update(s -> s + answer.orThrow());
                    ctx.emit(n + " twice is " + answer.orThrow());
                  });
          var all =
              task.onAnswers(
                  "all",
                  square,
                  Integer.class,
                  (n, answers, ctx) -> {
                    var squares = Answer.orThrow(answers);
                    ctx.state(sum).update(s -> s + squares.size());
                    ctx.emit(n + " has squares " + squares);
                    ctx.ask(twice, n).then(one, n);
                  });
          return (n, ctx) -> {
            var asks = new ArrayList<Asked<Integer>>();
            for (var each = 0; each <= n % 6; each++) {
              asks.add(ctx.ask(square, n + each));
            }
            ctx.all(asks).then(all, n);
            ctx.ask(twice, -n).then(one, -n);
            ctx.ask(square, n);
          };
        });
  }
}
