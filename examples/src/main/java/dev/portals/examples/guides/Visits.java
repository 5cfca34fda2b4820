package dev.portals.examples.guides;

import dev.portals.build.Application;
import dev.portals.task.AtomStream;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.time.Instant;

/** Counts the visits of pages, in three versions of its code. */
public final class Visits {
  /** Pages that were visited. */
  public static final AtomStream<String> PAGES =
      AtomStream.at("/visits/streams/pages", String.class);

  /** What is known of a page. */
  public static final Portal<String, String> REPORT =
      Portal.at("/visits/portals/report", String.class, String.class, page -> page);

  private Visits() {}

  static Application with(Task<String, Void> count) {
    return Application.named(
        "visits",
        app ->
            app.workflow("visits", app.external(PAGES))
                .key(page -> page)
                .task("count", count)
                .consume());
  }

  static Task<String, Void> first() {
    return Task.define(
        String.class,
        Void.class,
        task -> {
          var count = task.perKey("count", Long.class, 0L);
          task.replies(REPORT)
              .onAsk((page, ctx) -> ctx.reply(ctx.state(count).value() + " visits"));
          return (page, ctx) -> ctx.state(count).update(n -> n + 1);
        });
  }

  /** Has one state more, and says more. */
  static Task<String, Void> second() {
    return Task.define(
        String.class,
        Void.class,
        task -> {
          var count = task.perKey("count", Long.class, 0L);
          var last = task.perKey("last", Instant.class, Instant.EPOCH);
          task.replies(REPORT)
              .onAsk(
                  (page, ctx) -> {
                    var since =
                        ctx.state(last).value().equals(Instant.EPOCH) ? "" : " and counting";
                    ctx.reply(ctx.state(count).value() + " visits" + since);
                  });
          return (page, ctx) -> {
            ctx.state(count).update(n -> n + 1);
            ctx.state(last).set(ctx.now());
          };
        });
  }

  /** Keeps under the same name what cannot be read as what was kept there. */
  static Task<String, Void> retyped() {
    return Task.define(
        String.class,
        Void.class,
        task -> {
          var count = task.perKey("count", String.class, "");
          task.replies(REPORT).onAsk((page, ctx) -> ctx.reply(ctx.state(count).value()));
          return (page, ctx) -> ctx.state(count).update(marks -> marks + "|");
        });
  }

  /** Keeps the same under another name. */
  static Task<String, Void> renamed() {
    return Task.define(
        String.class,
        Void.class,
        task -> {
          var count = task.perKey("number", Long.class, 0L);
          task.replies(REPORT)
              .onAsk((page, ctx) -> ctx.reply(ctx.state(count).value() + " visits"));
          return (page, ctx) -> ctx.state(count).update(n -> n + 1);
        });
  }
}
