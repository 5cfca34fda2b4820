package dev.portals.local;

import dev.portals.build.Application;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.util.ArrayList;
import java.util.List;

/** Two applications that ask each other, nested, for their own atoms and for callers. */
final class DiskCycle {
  private static final Portal<Integer, Integer> PING =
      Portal.at("/ping/portals/down", Integer.class, Integer.class, n -> "k" + n % 3);
  private static final Portal<Integer, Integer> PONG =
      Portal.at("/pong/portals/down", Integer.class, Integer.class, n -> "k" + n % 2);
  private static final Portal<String, Integer> CALLS =
      Portal.at("/ping/portals/calls", String.class, Integer.class, key -> key);

  private DiskCycle() {}

  static DiskProgram of(int lanes, int depth) {
    var applications =
        List.of(
            down("ping", PING, PONG, depth, List.of(CALLS)),
            down("pong", PONG, PING, 2, List.of()));
    var asks = new ArrayList<Question<?, ?>>();
    for (var n = 0; n <= depth; n++) {
      asks.add(new Question<>(PING, n, "ping " + n));
    }
    var view = new ArrayList<Question<?, ?>>();
    List.of("k0", "k1", "k2").forEach(key -> view.add(new Question<>(CALLS, key, key)));
    return new DiskProgram("cycle", lanes, applications, 0, asks, view);
  }

  private static Application down(
      String name,
      Portal<Integer, Integer> own,
      Portal<Integer, Integer> other,
      int atoms,
      List<Portal<String, Integer>> views) {
    return Application.named(
        name,
        app ->
            app.workflow("down", app.generate("starts", Generator.range(1, atoms + 1, 1)))
                .key(n -> "k" + n)
                .task("down", down(own, other, views))
                .sink("up"));
  }

  private static Task<Integer, Integer> down(
      Portal<Integer, Integer> own,
      Portal<Integer, Integer> other,
      List<Portal<String, Integer>> views) {
    return Task.define(
        Integer.class,
        Integer.class,
        task -> {
          var calls = task.perKey("calls", Integer.class, 0);
          var asker = task.asks(other);
          var served = task.replies(own);
          var up =
              served.onAnswer(
                  "up",
                  asker,
                  Integer.class,
                  (n, answer, ctx) -> {
                    ctx.state(calls).update(c -> c + 100);
                    ctx.emit(n);
                    ctx.reply(answer.orThrow() + 1);
                  });
          var done =
              task.onAnswer(
                  "done", asker, Integer.class, (n, answer, ctx) -> ctx.emit(answer.orThrow()));
          served.onAsk(
              (n, ctx) -> {
                ctx.state(calls).update(c -> c + 1);
                if (n == 0) {
                  ctx.reply(0);
                } else {
                  ctx.ask(asker, n - 1).then(up, n);
                }
              });
          views.forEach(
              view -> task.replies(view).onAsk((key, ctx) -> ctx.reply(ctx.state(calls).value())));
          return (n, ctx) -> ctx.ask(asker, n).then(done, n);
        });
  }
}
