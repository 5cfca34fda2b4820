package dev.portals.testkit.programs;

import dev.portals.build.Application;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import java.util.List;

/** Steps that are larger than a commit may be, at every place. */
public final class Large {
  private static final int TOO_LARGE = 300_001;

  public static final Portal<Integer, String> TEXT =
      Portal.at("/large/portals/text", Integer.class, String.class, n -> "t" + n);

  private Large() {}

  private static String text(int length) {
    return "x".repeat(length);
  }

  public static Application large() {
    return Application.named(
        "large",
        app -> {
          app.generate(
              "ends",
              Generator.<String, Integer>resumable(
                  String.class,
                  Integer.class,
                  0,
                  at -> new Generator.Atom<>(List.of(text(at == 3 ? TOO_LARGE : 1)), at + 1)));
          var numbers = app.generate("numbers", Generator.range(0, 6, 1));
          app.workflow("text", numbers)
              .key(n -> "t" + n)
              .task(
                  "text",
                  Integer.class,
                  task -> {
                    task.replies(TEXT)
                        .onAsk((n, ctx) -> ctx.reply(text(n % 3 == 0 ? TOO_LARGE : 10)));
                    return (n, ctx) -> {};
                  })
              .consume();
          app.workflow("work", numbers)
              .key(n -> "k" + n % 2)
              .task(
                  "work",
                  String.class,
                  task -> {
                    var asks = task.asks(TEXT);
                    var then =
                        task.onAnswer(
                            "then",
                            asks,
                            Integer.class,
                            (n, answer, ctx) -> ctx.emit(text(n == 1 ? TOO_LARGE : 10)));
                    task.onComplete(ctx -> ctx.emit(text(TOO_LARGE)));
                    task.onError((thrown, ctx) -> ctx.emit(text(TOO_LARGE)));
                    return (n, ctx) -> {
                      if (n == 5) {
                        throw new IllegalStateException("five");
                      }
                      ctx.ask(asks, n).then(then, n);
                      ctx.emit(text(n == 2 ? TOO_LARGE : 1));
                    };
                  })
              .sink("out");
        });
  }
}
