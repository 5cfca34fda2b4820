package dev.portals.testkit.programs;

import dev.portals.task.Answer;
import dev.portals.task.Portal;
import dev.portals.task.TaskBuilder;
import java.util.List;

/** Fibonacci numbers behind a portal: a task asks itself twice and awaits both. */
public final class Fib {
  private Fib() {}

  /** Declares that a task replies with them; of a negative number it fails. */
  public static void serve(TaskBuilder<?, Void> task, Portal<Integer, Long> portal) {
    var fib = task.asks(portal);
    var served = task.replies(portal);
    var sum =
        served.onAnswers(
            "sum",
            fib,
            Integer.class,
            (n, answers, ctx) ->
                ctx.reply(Answer.orThrow(answers).stream().mapToLong(f -> f).sum()));
    served.onAsk(
        (n, ctx) -> {
          if (n < 0) {
            throw new IllegalArgumentException("no such number");
          }
          if (n < 2) {
            ctx.reply((long) n);
          } else {
            ctx.all(List.of(ctx.ask(fib, n - 1), ctx.ask(fib, n - 2))).then(sum, n);
          }
        });
  }
}
