package dev.portals.testkit.programs;

import dev.portals.build.Application;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import java.util.List;

/**
 * As little as has everything in it: one atom, whose events travel to their keys, ask another key
 * and come out at two places.
 */
final class OneAtom {
  private static final Portal<String, Integer> SUM =
      Portal.at("/one/portals/sum", String.class, Integer.class, key -> key);

  private static final AtomStream<String> WORDS = AtomStream.at("/one/streams/words", String.class);

  private OneAtom() {}

  static Application one() {
    return Application.named(
        "one",
        app -> {
          var keys =
              app.generate("keys", Generator.atoms(String.class, List.of(List.of("a", "b"))));
          var sums =
              app.workflow("sum", keys)
                  .key(key -> key)
                  .task(
                      "sum",
                      Integer.class,
                      task -> {
                        var sum = task.perKey("sum", Integer.class, 1);
                        task.replies(SUM)
                            .onAsk((key, ctx) -> ctx.reply(ctx.state(sum).update(n -> n * 10)));
                        var ask = task.asks(SUM);
                        var then =
                            task.onAnswer(
                                "then",
                                ask,
                                String.class,
                                (key, answer, ctx) ->
                                    ctx.emit(ctx.state(sum).update(n -> n + answer.orThrow())));
                        return (key, ctx) -> {
                          ctx.emit(ctx.state(sum).update(n -> n + 1));
                          ctx.ask(ask, key.equals("a") ? "b" : "a").then(then, key);
                        };
                      });
          sums.sink("sums");
          sums.filter(n -> n > 2).map(String.class, n -> "sum " + n).sink(WORDS);
        });
  }

  /** Reads what it says. */
  static Application reader() {
    return Application.named("reader", app -> app.workflow("read", WORDS).sink("read"));
  }
}
