package dev.portals.testkit.programs;

import dev.portals.build.Application;
import dev.portals.task.Generator;
import dev.portals.task.OnNext;
import dev.portals.task.Portal;
import dev.portals.task.TaskBuilder;
import java.util.List;

/**
 * Hooks of one task behind the other. What the first emits at its end makes the second ask, so that
 * completing takes several commits; what fails is heard.
 */
public final class Ending {
  private static final Portal<Integer, Integer> SQUARE =
      Portal.at("/ending/portals/square", Integer.class, Integer.class, n -> "k" + n % 2);

  private Ending() {}

  public static Application ending() {
    return Application.named(
        "ending",
        app -> {
          var atoms = List.of(List.of(1, 2), List.<Integer>of(), List.of(3), List.of(4, 9, 5));
          app.workflow("sum", app.generate("numbers", Generator.atoms(Integer.class, atoms)))
              .task("sum", Integer.class, Ending::sum)
              .key(n -> "n" + n % 2)
              .task("audit", Integer.class, Ending::audit)
              .sink("audited");
          app.workflow("square", app.generate("none", Generator.range(0, 0, 1)))
              .key(n -> "" + n)
              .task("square", Integer.class, Ending::square)
              .consume();
        });
  }

  private static OnNext<Integer, Integer> sum(TaskBuilder<Integer, Integer> task) {
    var sum = task.perTask("sum", Integer.class, 0);
    var failed = task.perTask("failed", Integer.class, 0);
    task.onAtomComplete(ctx -> ctx.emit(ctx.state(sum).value()));
    task.onError((thrown, ctx) -> ctx.emit(ctx.state(failed).update(n -> n + 1) - 100));
    task.onComplete(ctx -> ctx.emit(1_000 + ctx.state(sum).update(n -> n + 1)));
    return (n, ctx) -> {
      ctx.state(sum).update(before -> before + n);
      if (n == 9) {
        throw new IllegalStateException("nine");
      }
    };
  }

  private static OnNext<Integer, Integer> audit(TaskBuilder<Integer, Integer> task) {
    var atoms = task.perTask("atoms", Integer.class, 0);
    var square = task.asks(SQUARE);
    var squared =
        task.onAnswer(
            "squared",
            square,
            Integer.class,
            (n, answer, ctx) -> {
              ctx.emit(answer.orThrow());
              if (n == 6) {
                throw new IllegalStateException("six");
              }
            });
    task.onAtomComplete(ctx -> ctx.state(atoms).update(n -> n + 1));
    task.onError((thrown, ctx) -> ctx.emit(thrown.getMessage().length()));
    task.onComplete(
        ctx -> {
          ctx.emit(2_000 + ctx.state(atoms).update(n -> n + 1));
          if (ctx.state(atoms).value() > 20) {
            throw new IllegalStateException("completed again and again");
          }
        });
    return (n, ctx) -> ctx.ask(square, n).then(squared, n);
  }

  private static OnNext<Integer, Integer> square(TaskBuilder<Integer, Integer> task) {
    var asked = task.perTask("asked", Integer.class, 0);
    task.onComplete(ctx -> ctx.state(asked).update(n -> n + 100));
    task.replies(SQUARE)
        .onAsk((n, ctx) -> ctx.reply(n * n + ctx.state(asked).update(before -> before + 1)));
    return (n, ctx) -> {};
  }
}
