package dev.portals.testkit;

import dev.portals.build.Application;
import dev.portals.build.ApplicationBuilder;
import dev.portals.build.Flow;
import dev.portals.plan.Operator;
import dev.portals.plan.Plan;
import dev.portals.task.AtomStream;
import dev.portals.task.Declaration;
import dev.portals.task.Generator;
import dev.portals.task.PartPath;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;

/** The smallest application around a task under test: the one that owns the portals it serves. */
final class TestApplication<I, O> {
  private static final String TASK = "task";

  private final Task<I, O> task;
  private final List<Declaration> declarations;
  private final String name;

  TestApplication(Task<I, O> task) {
    this.task = task;
    this.declarations =
        task.parts().stream().flatMap(part -> part.instantiate().declarations().stream()).toList();
    this.name =
        served().stream()
            .findFirst()
            .map(portal -> PartPath.parse(portal.path(), "portals").application())
            .orElse("test");
  }

  /** The operator that runs the task, each event under the key that is given then. */
  Operator operator(Supplier<String> key) {
    var built =
        Application.named(
            name,
            app -> {
              flow(app, key).sink(stream("out", task.output()));
              others(app);
            });
    return Plan.of(built.graph()).operators().stream()
        .filter(operator -> operator.source().isEmpty())
        .findFirst()
        .orElseThrow();
  }

  @SuppressWarnings("unchecked") // whose events are of class Void is a Task<Void, O>
  private Flow<O> flow(ApplicationBuilder app, Supplier<String> key) {
    if (task.input() == Void.class) {
      return app.service(TASK, (Task<Void, O>) task);
    }
    var in = app.generate(input(), Generator.atoms(task.input(), List.of()));
    return app.workflow("test", in).key(event -> key.get()).task(TASK, task);
  }

  /** Portals of the same application that others serve: the test answers, none of these runs. */
  private void others(ApplicationBuilder app) {
    var known = new HashSet<>(served().stream().map(Portal::path).toList());
    for (var declaration : declarations) {
      if (declaration instanceof Declaration.Asks<?, ?> asks
          && PartPath.parse(asks.portal().path(), "portals").application().equals(name)
          && known.add(asks.portal().path())) {
        app.service("other-" + known.size(), replying(asks.portal())).consume();
      }
    }
  }

  private static <Q, R> Task<Void, Void> replying(Portal<Q, R> portal) {
    return Task.service(Void.class, other -> other.replies(portal).onAsk((request, ctx) -> {}));
  }

  private List<Portal<?, ?>> served() {
    var served = new ArrayList<Portal<?, ?>>();
    for (var declaration : declarations) {
      if (declaration instanceof Declaration.Replies<?, ?, ?> replies) {
        served.add(replies.portal());
      }
    }
    return served;
  }

  /** The stream that the task reads. */
  AtomStream<I> input() {
    return stream("in", task.input());
  }

  private <T> AtomStream<T> stream(String stream, Class<T> type) {
    return AtomStream.at(new PartPath(name, "streams", stream).toString(), type);
  }
}
