package dev.portals.examples.fibonacci;

import dev.portals.build.Application;
import dev.portals.task.Answer;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.util.List;

/** The application {@code /fibonacci}: no stream, only a service, driven by asks. */
public final class Fibonacci {
  /** The n-th Fibonacci number; asks are keyed by n. */
  public static final Portal<Integer, Long> FIB =
      Portal.at("/fibonacci/portals/fib", Integer.class, Long.class, n -> "" + n);

  private Fibonacci() {}

  public static Application application() {
    return Application.named("fibonacci", app -> app.service("fib", fib()).consume());
  }

  static Task<Void, Void> fib() {
    return Task.service(
        Void.class,
        task -> {
          var fib = task.asks(FIB);
          var served = task.replies(FIB);
          var sum =
              served.onAnswers(
                  "sum",
                  fib,
                  Integer.class,
                  (n, answers, ctx) ->
                      ctx.reply(Answer.orThrow(answers).stream().mapToLong(f -> f).sum()));
          served.onAsk(
              (n, ctx) -> {
                if (n < 2) {
                  ctx.reply((long) n);
                } else {
                  ctx.all(List.of(ctx.ask(fib, n - 1), ctx.ask(fib, n - 2))).then(sum, n);
                }
              });
        });
  }
}
