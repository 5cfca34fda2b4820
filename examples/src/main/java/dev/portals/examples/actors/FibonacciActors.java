package dev.portals.examples.actors;

import dev.portals.build.Application;
import dev.portals.examples.actors.FibMessage.Compute;
import dev.portals.examples.actors.FibMessage.Get;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.util.Optional;

/** The application {@code /actors}: whoever asks for a number has it computed, by actors. */
public final class FibonacciActors {
  /** Has the n-th Fibonacci number computed; answers it once it is known. */
  public static final Portal<Integer, Known> FIBONACCI =
      Portal.at("/actors/portals/fibonacci", Integer.class, Known.class, n -> "fib-" + n);

  private static final Actors<FibMessage, Known, FibActor> FIBS =
      Actors.of("actors", "fib", FibMessage.class, Known.class, FibActor.class);

  private FibonacciActors() {}

  public static Application application() {
    return Application.named(
        "actors",
        app -> {
          app.service("fibs", FIBS.task()).consume();
          app.service("front", front()).consume();
        });
  }

  static Task<Void, Void> front() {
    return Task.service(
        Void.class,
        task -> {
          var begun = task.perKey("begun", Boolean.class, false);
          var fibs = FIBS.in(task);
          var served = task.replies(FIBONACCI);
          var known =
              served.onAnswer(
                  "known",
                  fibs.asker(),
                  Integer.class,
                  (n, answer, ctx) -> ctx.reply(answer.orThrow()));
          served.onAsk(
              (n, ctx) -> {
                var actor = new Actors.ActorRef<FibMessage>(ctx.key());
                if (!ctx.state(begun).value()) {
                  ctx.state(begun).set(true);
                  fibs.spawn(ctx, ctx.key(), new FibActor.Idle());
                  fibs.tell(ctx, actor, new Compute(n, Optional.empty()));
                }
                ctx.ask(fibs.at(actor), new Get()).then(known, n);
              });
        });
  }
}
