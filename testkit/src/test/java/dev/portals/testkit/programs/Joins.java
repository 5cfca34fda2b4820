package dev.portals.testkit.programs;

import dev.portals.build.Application;
import dev.portals.task.Generator;
import java.time.Instant;
import java.util.List;

/** Streams of different pace that meet in one workflow, whose flow parts and joins again. */
public final class Joins {
  private static final Instant START = Instant.ofEpochMilli(1_000_000);

  private Joins() {}

  public static Application joins() {
    return Application.named(
        "joins",
        app -> {
          var late =
              app.generate(
                  "late",
                  Generator.resumable(
                      Integer.class,
                      Integer.class,
                      0,
                      (at, now) -> {
                        if (at == 5) {
                          return Generator.ended();
                        }
                        var due = START.plusMillis(900L * at);
                        return now.isBefore(due)
                            ? Generator.later(due)
                            : Generator.produced(List.of(at, at + 100), at + 1);
                      }));
          var paced = app.generate("paced", Generator.range(0, 6, 1).rate(4));
          var fast = app.generate("fast", Generator.range(0, 24, 3));
          var top = app.workflow("top");
          var sides =
              top.from(fast)
                  .union(top.from(late).map(Integer.class, n -> -n))
                  .union(top.from(paced))
                  .split(n -> n % 2 == 0);
          sides
              .other()
              .map(Integer.class, n -> n * 10)
              .union(sides.matching())
              .key(n -> "k" + n % 3)
              .task(
                  "sum",
                  Integer.class,
                  task -> {
                    var sum = task.perKey("sum", Integer.class, 0);
                    return (n, ctx) -> ctx.emit(ctx.state(sum).update(s -> s + n));
                  })
              .sink("sums");
        });
  }
}
