package dev.portals.conformance.programs;

import dev.portals.build.Application;
import dev.portals.conformance.Comparison;
import dev.portals.conformance.Program;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import java.util.ArrayList;
import java.util.List;

/**
 * Streams through three workflows of two applications: boundaries, empty atoms and seals go all the
 * way; a flow is continued twice; state is of the task and of a key.
 */
final class Pipeline {
  private static final AtomStream<Integer> EVEN =
      AtomStream.at("/source/streams/even", Integer.class);
  private static final AtomStream<String> NAMED =
      AtomStream.at("/source/streams/named", String.class);

  private static final AtomStream<Sum> SUMS = AtomStream.at("/sums/streams/sums", Sum.class);
  private static final AtomStream<String> LAST = AtomStream.at("/sums/streams/last", String.class);
  private static final AtomStream<Long> TENS = AtomStream.at("/sums/streams/tens", Long.class);

  record Sum(String key, long of, long all) {}

  private Pipeline() {}

  static Program program() {
    return Program.named("pipeline").launch(source(), sums(true));
  }

  /** Without the state of a task, which is each lane's. */
  static Program ofLanes() {
    return Program.named("pipeline")
        .lanes(4)
        .launch(source(), sums(false))
        .compare(EVEN, Comparison.perKey(Integer.class, n -> n % 6))
        .compare(NAMED, Comparison.perKey(String.class, name -> name.substring(0, 1)))
        .compare(SUMS, Comparison.perKey(Sum.class, Sum::key))
        .compare(LAST, Comparison.perKey(String.class, sum -> sum.split("=", 2)[0]))
        .compare(TENS, Comparison.EVENTS);
  }

  /** Atoms of 0 to 6 events; every seventh is empty. */
  private static List<List<Integer>> numbers() {
    var atoms = new ArrayList<List<Integer>>();
    for (var atom = 0; atom < 600; atom++) {
      var events = new ArrayList<Integer>();
      for (var event = 0; event < atom % 7; event++) {
        events.add(atom * 10 + event);
      }
      atoms.add(events);
    }
    return atoms;
  }

  private static Application source() {
    return Application.named(
        "source",
        app -> {
          var numbers = app.generate("numbers", Generator.atoms(Integer.class, numbers()));
          var flow = app.workflow("split", numbers);
          flow.filter(n -> n % 2 == 0).sink(EVEN);
          flow.flatMap(String.class, n -> List.of("a" + n % 5, "b" + n)).sink(NAMED);
        });
  }

  private static Application sums(boolean ofTask) {
    return Application.named(
        "sums",
        app -> {
          var sums =
              app.workflow("sum", EVEN)
                  .key(n -> "k" + n % 6)
                  .task(
                      "sum",
                      Sum.class,
                      task -> {
                        var of = task.perKey("of", Long.class, 0L);
                        var all = task.perTask("all", Long.class, 0L);
                        return (n, ctx) -> {
                          var key = ctx.state(of).update(s -> s + n);
                          var sum = ofTask ? ctx.state(all).update(s -> s + n) : 0;
                          ctx.emit(new Sum(ctx.key(), key, sum));
                          if (key % 100 == 0) {
                            ctx.state(of).clear();
                          }
                        };
                      })
                  .sink(SUMS);
          app.workflow("last", sums)
              .filter(sum -> sum.of() % 3 == 0)
              .map(String.class, sum -> sum.key() + "=" + sum.of())
              .sink(LAST);
          app.workflow("letters", NAMED)
              .key(name -> name.substring(0, 1))
              .task(
                  "letters",
                  Long.class,
                  task -> {
                    var seen = task.perKey("seen", Long.class, 0L);
                    return (name, ctx) -> {
                      if (ctx.state(seen).update(n -> n + 1) % 10 == 0) {
                        ctx.emit(ctx.state(seen).value());
                      }
                    };
                  })
              .sink(TENS);
        });
  }
}
