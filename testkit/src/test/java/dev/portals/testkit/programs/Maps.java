package dev.portals.testkit.programs;

import dev.portals.build.Application;
import dev.portals.task.Generator;
import dev.portals.task.OnNext;
import dev.portals.task.Portal;
import dev.portals.task.TaskBuilder;

/** Maps and stashes, for keys and for the lane, that grow, shrink and are read as a whole. */
public final class Maps {
  static final Portal<String, String> SHOWN =
      Portal.at("/maps/portals/shown", String.class, String.class, key -> key);

  private Maps() {}

  public static Application maps() {
    return Application.named(
        "maps",
        app ->
            app.workflow("keep", app.generate("numbers", Generator.range(0, 40, 3)))
                .key(n -> "k" + n % 3)
                .task("keep", String.class, Maps::keep)
                .sink("kept"));
  }

  private static OnNext<Integer, String> keep(TaskBuilder<Integer, String> task) {
    var sums = task.perKeyMap("sums", Integer.class, Integer.class);
    var last = task.perTaskMap("last", String.class, Integer.class);
    var aside = task.stash("aside", Integer.class);
    task.replies(SHOWN)
        .onAsk(
            (key, ctx) -> {
              ctx.state(last).put("asked " + key, ctx.state(sums).size());
              ctx.reply(ctx.state(sums).entries() + " " + ctx.state(aside).take());
            });
    return (n, ctx) -> {
      ctx.state(sums).update(n % 5, 0, sum -> sum + n);
      ctx.state(last).put(ctx.key(), n);
      ctx.state(aside).put(n);
      if (n % 7 == 3) {
        ctx.emit(ctx.state(last).entries() + " " + ctx.state(aside).takeAll());
      } else if (n % 11 == 5) {
        ctx.state(sums).remove(0);
        ctx.state(last).clear();
      } else if (n % 4 == 1) {
        ctx.emit(ctx.state(sums).entries() + " " + ctx.state(aside).take());
      }
    };
  }
}
