package dev.portals.conformance.programs;

import dev.portals.build.Application;
import dev.portals.build.ApplicationBuilder;
import dev.portals.conformance.Comparison;
import dev.portals.conformance.Program;
import dev.portals.task.Answer;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import java.util.List;

/**
 * User code that throws, at every place: what it did is undone, what it was to process is put aside
 * whole, and everything else goes on (S8, S9).
 */
final class DeadLetters {
  private static final Portal<Integer, Integer> HALF =
      Portal.at("/failing/portals/half", Integer.class, Integer.class, n -> "h" + n % 3);
  private static final Portal<Integer, String> QUARTER =
      Portal.at("/failing/portals/quarter", Integer.class, String.class, n -> "q" + n % 3);

  private static final AtomStream<Integer> HALVED =
      AtomStream.at("/failing/streams/halved", Integer.class);

  private DeadLetters() {}

  static Program program() {
    return program(Program.named("dead-letters"), 3, Comparison.ATOMS);
  }

  /** Atoms of one event: a key change would part a larger one, and a share alone would fail. */
  static Program ofLanes() {
    return program(Program.named("dead-letters").lanes(4), 1, Comparison.EVENTS)
        .compare(AtomStream.at("/failing/streams/sums", Integer.class), Comparison.EVENTS)
        .compare(AtomStream.at("/failing/streams/answered", String.class), Comparison.EVENTS);
  }

  private static Program program(Program empty, int atom, Comparison halved) {
    return empty
        .launch(application(atom))
        .ask(HALF, List.of(4, 5, 6, 7, 0))
        .ask(QUARTER, List.of(8, 9, 10, 13, 0))
        .compare(HALVED, halved);
  }

  private static Application application(int atom) {
    return Application.named(
        "failing",
        app -> {
          half(app);
          quarter(app);
          atoms(app, atom);
          answers(app);
          app.generate(
              "broken", Generator.resumable(Integer.class, Integer.class, 0, at -> at(at)));
        });
  }

  private static Generator.Produced<Integer, Integer> at(int cursor) {
    if (cursor == 3) {
      throw new IllegalStateException("no atom at 3");
    }
    return new Generator.Atom<>(List.of(cursor), cursor + 1);
  }

  /** Fails for odd numbers, and never replies to 0. */
  private static void half(ApplicationBuilder app) {
    app.workflow("half", app.generate("none", Generator.range(0, 0, 1)))
        .key(n -> "h" + n)
        .task(
            "half",
            Integer.class,
            task -> {
              var served = task.perKey("served", Integer.class, 0);
              task.replies(HALF)
                  .onAsk(
                      (n, ctx) -> {
                        ctx.state(served).update(s -> s + 1);
                        ctx.emit(n);
                        if (n % 2 != 0) {
                          throw new IllegalArgumentException(n + " is odd");
                        } else if (n != 0) {
                          ctx.reply(n / 2);
                        }
                      });
              return (n, ctx) -> {};
            })
        .sink(HALVED);
  }

  /** Asks twice; the failure of the second is final, and so is a continuation without a reply. */
  private static void quarter(ApplicationBuilder app) {
    app.workflow("quarter", app.generate("nothing", Generator.range(0, 0, 1)))
        .key(n -> "q" + n)
        .task(
            "quarter",
            Integer.class,
            task -> {
              var kept = task.perKey("kept", Integer.class, 0);
              var half = task.asks(HALF);
              var served = task.replies(QUARTER);
              var second =
                  served.onAnswer(
                      "second",
                      half,
                      Integer.class,
                      (n, answer, ctx) -> {
                        ctx.state(kept).update(k -> k + 100);
                        ctx.reply(n + " is four times " + answer.orThrow());
                      });
              var first =
                  served.onAnswer(
                      "first",
                      half,
                      Integer.class,
                      (n, answer, ctx) -> {
                        ctx.state(kept).update(k -> k + 1);
                        if (answer instanceof Answer.Replied<Integer> replied) {
                          ctx.ask(half, replied.value()).then(second, n);
                        }
                      });
              served.onAsk((n, ctx) -> ctx.ask(half, n).then(first, n));
              return (n, ctx) -> {};
            })
        .consume();
  }

  private static void atoms(ApplicationBuilder app, int atom) {
    app.workflow("atoms", app.generate("numbers", Generator.range(0, 60, atom)))
        .key(n -> "a" + n % 2)
        .task(
            "sum",
            Integer.class,
            task -> {
              var sum = task.perKey("sum", Integer.class, 0);
              var half = task.asks(HALF);
              return (n, ctx) -> {
                ctx.emit(ctx.state(sum).update(s -> s + n));
                if (n == 29) {
                  ctx.ask(half, 2); // must not be sent
                  throw new IllegalStateException("not " + n);
                }
              };
            })
        .sink("sums");
  }

  /** A continuation throws, another passes a failure on, and an ask that fails has none. */
  private static void answers(ApplicationBuilder app) {
    app.workflow("answers", app.generate("asked", Generator.range(10, 16, 1)))
        .key(n -> "k" + n % 2)
        .task(
            "ask",
            String.class,
            task -> {
              var got = task.perKey("got", Integer.class, 0);
              var half = task.asks(HALF);
              var then =
                  task.onAnswer(
                      "then",
                      half,
                      Integer.class,
                      (n, answer, ctx) -> {
                        ctx.state(got).update(g -> g + 1);
                        ctx.emit(n + " " + answer.orThrow());
                        if (n == 14) {
                          throw new IllegalStateException("not the half of " + n);
                        }
                      });
              return (n, ctx) -> {
                ctx.ask(half, n).then(then, n);
                if (n == 13) {
                  ctx.ask(half, 1);
                }
              };
            })
        .sink("answered");
  }
}
