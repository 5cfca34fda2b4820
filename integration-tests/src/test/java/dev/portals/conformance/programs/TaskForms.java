package dev.portals.conformance.programs;

import dev.portals.build.Application;
import dev.portals.build.ApplicationBuilder;
import dev.portals.conformance.Comparison;
import dev.portals.conformance.Program;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * State as maps and stashes, hooks, machines, steps, joined and wrapped tasks, a service, and a
 * portal without a key function. Some of it throws.
 */
final class TaskForms {
  private static final Portal<String, Integer> TALLY =
      Portal.at("/forms/portals/tally", String.class, Integer.class);
  private static final Portal<String, Integer> READ =
      Portal.at("/forms/portals/read", String.class, Integer.class, word -> word);

  record Line(String of, int number) {}

  private TaskForms() {}

  static Program program() {
    return Program.named("task-forms").launch(application()).ask(READ, List.of("w1", "w7", "none"));
  }

  /**
   * What keeps no state of a task, which is each lane's, and has no hooks, which are each lane's.
   */
  static Program ofLanes() {
    return Program.named("task-forms")
        .lanes(4)
        .launch(keyedApplication())
        .ask(READ, List.of("w1", "w7", "none"))
        .compare(
            AtomStream.at("/forms/streams/lines", Line.class),
            Comparison.perKey(Line.class, Line::of))
        .compare(AtomStream.at("/forms/streams/maps", Integer.class), Comparison.EVENTS)
        .compare(
            AtomStream.at("/forms/streams/stashed", Line.class),
            Comparison.perKey(Line.class, Line::of))
        .compare(
            AtomStream.at("/forms/streams/turns", String.class),
            Comparison.perKey(String.class, turn -> turn.substring(0, 2)));
  }

  private static Application keyedApplication() {
    return Application.named(
        "forms",
        app -> {
          var lines = app.generate("lines", lines());
          app.service("tally", tally()).consume();
          app.workflow("maps", lines).key(Line::of).task("maps", maps(false)).sink("maps");
          app.workflow("stash", lines).key(Line::of).task("stash", stash()).sink("stashed");
          turns(app, "turns");
          app.workflow("asking", lines).key(Line::of).task("asking", asking()).consume();
        });
  }

  /** Atoms of 0 to 4 lines. */
  private static Generator<Line, Integer> lines() {
    var atoms = new ArrayList<List<Line>>();
    for (var atom = 0; atom < 120; atom++) {
      var lines = new ArrayList<Line>();
      for (var line = 0; line < atom % 5; line++) {
        lines.add(new Line("w" + (atom + line) % 9, atom * 10 + line));
      }
      atoms.add(lines);
    }
    return Generator.atoms(Line.class, atoms);
  }

  private static Application application() {
    return Application.named(
        "forms",
        app -> {
          var lines = app.generate("lines", lines());
          app.service("tally", tally()).consume();
          app.workflow("maps", lines).key(Line::of).task("maps", maps(true)).sink("maps");
          app.workflow("stash", lines).key(Line::of).task("stash", stash()).sink("stashed");
          app.workflow("hooks", lines).key(Line::of).task("hooks", hooks()).sink("hooked");
          app.workflow("failing", lines).key(Line::of).task("failing", failing()).sink("failed");
          turns(app, "turns");
          app.workflow("asking", lines).key(Line::of).task("asking", asking()).consume();
        });
  }

  private static Task<Line, Integer> maps(boolean ofTask) {
    return Task.define(
        Line.class,
        Integer.class,
        task -> {
          var byTens = task.perKeyMap("byTens", Integer.class, Integer.class);
          var words = task.perTaskMap("words", String.class, Line.class);
          return (line, ctx) -> {
            var tens = ctx.state(byTens);
            tens.update(line.number() / 100, 0, n -> n + 1);
            if (ofTask) {
              ctx.state(words).put(line.of(), line);
            }
            if (line.number() % 7 == 0) {
              tens.remove(line.number() / 100);
            } else if (line.number() % 50 == 3) {
              tens.clear();
            }
            ctx.emit(tens.size() * 1_000 + ctx.state(words).size());
          };
        });
  }

  private static Task<Line, Line> stash() {
    return Task.define(
        Line.class,
        Line.class,
        task -> {
          var later = task.stash("later", Line.class);
          return (line, ctx) -> {
            if (line.number() % 4 == 0) {
              ctx.state(later).takeAll().forEach(ctx::emit);
            } else if (line.number() % 4 == 1) {
              ctx.state(later).take().ifPresent(ctx::emit);
            } else {
              ctx.state(later).put(line);
            }
          };
        });
  }

  private static Task<Line, String> hooks() {
    return Task.define(
        Line.class,
        String.class,
        task -> {
          var atoms = task.perTask("atoms", Integer.class, 0);
          var events = task.perTask("events", Integer.class, 0);
          task.onAtomComplete(ctx -> ctx.emit("atom " + ctx.state(atoms).update(n -> n + 1)));
          task.onComplete(ctx -> ctx.emit("after " + ctx.state(events).value() + " events"));
          return (line, ctx) -> {
            ctx.state(events).update(n -> n + 1);
            if (line.number() % 10 == 0) {
              ctx.emit(line.of());
            }
          };
        });
  }

  /** What fails is heard of, and what is emitted then takes the failed atom's place. */
  private static Task<Line, String> failing() {
    return Task.define(
        Line.class,
        String.class,
        task -> {
          var sum = task.perTask("sum", Integer.class, 0);
          task.onError((thrown, ctx) -> ctx.emit("heard " + thrown.getMessage()));
          task.onComplete(
              ctx -> {
                ctx.emit("lost");
                throw new IllegalStateException("at the end");
              });
          return (line, ctx) -> {
            ctx.emit("" + ctx.state(sum).update(n -> n + line.number()));
            if (line.number() == 571) {
              throw new IllegalStateException("not " + line.number());
            }
          };
        });
  }

  private static void turns(ApplicationBuilder app, String name) {
    var odd = Task.of(Integer.class, Integer.class, (n, ctx) -> ctx.emit(n % 2 == 0 ? n : -n));
    var sums =
        Task.machine(
            Integer.class,
            Integer.class,
            Integer.class,
            0,
            (sum, n, ctx) -> {
              ctx.emit(sum + n);
              return (sum + n) % 1_000;
            });
    var loud =
        sums.wrap(
            task -> {
              var skipped = task.perKey("skipped", Integer.class, 0);
              return (n, ctx, inner) -> {
                if (n % 11 == 0) {
                  ctx.state(skipped).update(s -> s + 1);
                } else {
                  inner.onNext(n, ctx);
                }
              };
            });
    var last = Task.of(Integer.class, String.class, (n, ctx) -> ctx.emit(ctx.key() + n));
    app.workflow(name, app.generate(name + "-in", Generator.range(0, 900, 7)))
        .key(n -> "k" + n % 3)
        .task("turns", Task.steps(2, odd).then(3, loud).repeat())
        .task("last", last.andThen(Task.of(String.class, String.class, (s, ctx) -> ctx.emit(s))))
        .sink(name);
  }

  /** Counts under whatever key it is asked. */
  private static Task<Void, Void> tally() {
    return Task.service(
        Void.class,
        task -> {
          var count = task.perKey("count", Integer.class, 0);
          var words = task.perKeyMap("words", String.class, Integer.class);
          task.replies(TALLY)
              .onAsk(
                  (word, ctx) -> {
                    ctx.state(words).update(word, 0, n -> n + 1);
                    ctx.reply(ctx.state(count).update(n -> n + 1));
                  });
          task.replies(READ).onAsk((word, ctx) -> ctx.reply(ctx.state(count).value()));
        });
  }

  private static Task<Line, Void> asking() {
    return Task.define(
        Line.class,
        Void.class,
        task -> {
          var tally = task.asks(TALLY);
          return (line, ctx) -> {
            ctx.ask(tally, "own");
            ctx.ask(tally.at("other"), line.of());
          };
        });
  }
}
