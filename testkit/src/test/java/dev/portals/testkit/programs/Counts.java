package dev.portals.testkit.programs;

import dev.portals.build.Application;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Start;
import java.util.List;

/** A keyed count, and a second application that counts what the first one says. */
public final class Counts {
  private static final AtomStream<Count> COUNTS =
      AtomStream.at("/words/streams/counts", Count.class);

  public record Count(String word, long times) {}

  private Counts() {}

  public static Application words() {
    return Application.named(
        "words",
        app -> {
          var words =
              app.generate(
                  "lines",
                  Generator.atoms(
                      String.class,
                      List.of(
                          List.of("to be or", "not to be"),
                          List.of(),
                          List.of("that is"),
                          List.of("the question", "to be", "be be"),
                          List.of("whether", "tis nobler"),
                          List.of("to suffer"))));
          app.workflow("count", words)
              .flatMap(String.class, line -> List.of(line.split(" ")))
              .key(word -> word)
              .task(
                  "count",
                  Count.class,
                  task -> {
                    var seen = task.perKey("seen", Long.class, 0L);
                    return (word, ctx) ->
                        ctx.emit(new Count(word, ctx.state(seen).update(n -> n + 1)));
                  })
              .sink(COUNTS);
        });
  }

  public static Application totals() {
    return totals("totals", Start.NOW);
  }

  /** The same under another name; launched later, it begins where it is told to. */
  static Application totals(String name, Start start) {
    return Application.named(
        name,
        app ->
            app.workflow("total", COUNTS, start)
                .filter(count -> !count.word().equals("is"))
                .key(count -> count.word().substring(0, 1))
                .task(
                    "total",
                    Long.class,
                    task -> {
                      var total = task.perKey("total", Long.class, 0L);
                      var all = task.perTask("all", Long.class, 0L);
                      return (count, ctx) -> {
                        ctx.state(all).update(n -> n + count.times());
                        ctx.emit(ctx.state(total).update(n -> n + count.times()));
                      };
                    })
                .sink("totals"));
  }
}
