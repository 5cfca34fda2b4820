package dev.portals.testkit.programs;

import dev.portals.build.Application;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import dev.portals.task.Task;

/**
 * Tasks in all their forms: turns, a machine, joined and wrapped tasks, and a service that is asked
 * at keys of the asker's and asks itself at others.
 */
public final class Forms {
  static final Portal<Integer, Integer> WEIGH =
      Portal.at("/forms/portals/weigh", Integer.class, Integer.class, n -> "w" + n % 3);
  private static final Portal<Integer, Integer> BOX =
      Portal.at("/forms/portals/box", Integer.class, Integer.class);

  private enum Lamp {
    RED,
    GREEN
  }

  private Forms() {}

  public static Application forms() {
    return Application.named(
        "forms",
        app -> {
          app.workflow("turns", app.generate("numbers", Generator.range(0, 30, 2)))
              .key(n -> "n" + n % 4)
              .task("turns", Task.steps(2, lamp()).then(1, boxed()).repeat().andThen(totals()))
              .sink("out");
          app.service("boxes", boxes()).sink("weights");
        });
  }

  private static Task<Integer, Integer> lamp() {
    return Task.machine(
        Integer.class,
        Integer.class,
        Lamp.class,
        Lamp.RED,
        (lamp, n, ctx) -> {
          ctx.emit(lamp == Lamp.RED ? -n : n);
          return n % 3 == 0 ? lamp : lamp == Lamp.RED ? Lamp.GREEN : Lamp.RED;
        });
  }

  private static Task<Integer, Integer> boxed() {
    return Task.<Integer, Integer>define(
            Integer.class,
            Integer.class,
            task -> {
              var box = task.asks(BOX);
              var put =
                  task.onAnswer(
                      "put", box, Integer.class, (n, answer, ctx) -> ctx.emit(answer.orThrow()));
              return (n, ctx) -> {
                ctx.ask(box, n).then(put, n);
                ctx.ask(box.at("all"), n);
              };
            })
        .wrap(
            task -> {
              var skipped = task.perKey("skipped", Integer.class, 0);
              return (n, ctx, inner) -> {
                if (n % 5 == 0) {
                  ctx.emit(ctx.state(skipped).update(s -> s + 1));
                } else {
                  inner.onNext(n, ctx);
                }
              };
            });
  }

  private static Task<Integer, Integer> totals() {
    return Task.define(
        Integer.class,
        Integer.class,
        task -> {
          var total = task.perKey("total", Integer.class, 0);
          var atoms = task.perTask("atoms", Integer.class, 0);
          task.onAtomComplete(ctx -> ctx.emit(1_000 + ctx.state(atoms).update(a -> a + 1)));
          return (n, ctx) -> ctx.emit(ctx.state(total).update(t -> t + n));
        });
  }

  private static Task<Void, Integer> boxes() {
    return Task.service(
        Integer.class,
        task -> {
          var inside = task.perKey("inside", Integer.class, 0);
          var box = task.asks(BOX);
          var weigh = task.replies(WEIGH);
          var weighed =
              weigh.onAnswer(
                  "weighed",
                  box,
                  Integer.class,
                  (n, answer, ctx) -> {
                    ctx.emit(answer.orThrow());
                    ctx.reply(answer.orThrow() + ctx.state(inside).value());
                  });
          task.replies(BOX).onAsk((n, ctx) -> ctx.reply(ctx.state(inside).update(i -> i + n)));
          weigh.onAsk((n, ctx) -> ctx.ask(box.at("all"), 0).then(weighed, n));
        });
  }
}
