package dev.portals.conformance.programs;

import dev.portals.build.Application;
import dev.portals.conformance.Comparison;
import dev.portals.conformance.Program;
import dev.portals.task.Asker;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.time.Duration;
import java.util.List;

/**
 * Asks with deadlines. One of an hour is answered, whatever is killed. One of a millisecond is
 * answered or expires, and nobody can say which: what must hold is that it is settled once.
 */
final class Deadlines {
  private static final Portal<Integer, Integer> ECHO =
      Portal.at("/deadlines/portals/echo", Integer.class, Integer.class, n -> "e" + n % 4);

  private static final AtomStream<String> ANSWERED =
      AtomStream.at("/deadlines/streams/answered", String.class);

  private Deadlines() {}

  static Program program() {
    return Program.named("deadlines").launch(application());
  }

  static Program ofLanes() {
    return program()
        .lanes(4)
        .compare(ANSWERED, Comparison.perKey(String.class, Deadlines::group))
        .compare(
            AtomStream.at("/deadlines/streams/patient", Integer.class),
            Comparison.perKey(Integer.class, n -> n % 3))
        .compare(
            AtomStream.at("/deadlines/streams/hasty", Integer.class),
            Comparison.perKey(Integer.class, n -> n % 3));
  }

  /** The key under which an answer was awaited. */
  private static int group(String answered) {
    return Integer.parseInt(answered.split(" ", 2)[0]) % 3;
  }

  private static Application application() {
    return Application.named(
        "deadlines",
        app -> {
          app.workflow("echo", app.generate("none", Generator.range(0, 0, 1)))
              .key(n -> "e" + n)
              .task("echo", echo())
              .consume();
          app.workflow("hasty", app.generate("hasty", Generator.range(0, 300, 3)))
              .key(n -> "h" + n % 3)
              .task("hasty", settled(Duration.ofMillis(1)))
              .consume();
          app.workflow("patient", app.generate("patient", Generator.range(0, 300, 3)))
              .key(n -> "p" + n % 3)
              .task("patient", answered())
              .sink(ANSWERED);
        });
  }

  /** Keeps nothing: whether a hasty ask runs here must not show. */
  private static Task<Integer, Void> echo() {
    return Task.define(
        Integer.class,
        Void.class,
        task -> {
          task.replies(ECHO).onAsk((n, ctx) -> ctx.reply(n));
          return (n, ctx) -> {};
        });
  }

  private static Task<Integer, Void> settled(Duration within) {
    return Task.define(
        Integer.class,
        Void.class,
        task -> {
          var settled = task.perKey("settled", Integer.class, 0);
          Asker<Integer, Integer> echo = task.asks(ECHO);
          var one =
              task.onAnswer(
                  "one",
                  echo,
                  Integer.class,
                  (n, answer, ctx) -> ctx.state(settled).update(s -> s + n));
          var both =
              task.onAnswers(
                  "both",
                  echo,
                  Integer.class,
                  (n, answers, ctx) -> ctx.state(settled).update(s -> s + n * answers.size()));
          return (n, ctx) -> {
            ctx.ask(echo, n).within(within).then(one, n);
            ctx.ask(echo, n).within(within);
            ctx.all(List.of(ctx.ask(echo, n).within(within), ctx.ask(echo, -n))).then(both, n);
          };
        });
  }

  private static Task<Integer, String> answered() {
    return Task.define(
        Integer.class,
        String.class,
        task -> {
          var echo = task.asks(ECHO);
          var one =
              task.onAnswer(
                  "one",
                  echo,
                  Integer.class,
                  (n, answer, ctx) -> ctx.emit(n + " " + answer.orThrow()));
          return (n, ctx) -> ctx.ask(echo, n).within(Duration.ofHours(1)).then(one, n);
        });
  }
}
