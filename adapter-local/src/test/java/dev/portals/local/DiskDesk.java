package dev.portals.local;

import dev.portals.build.Application;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.util.ArrayList;
import java.util.List;

/** Callers from outside draw tickets; each ticket is an event for another workflow. */
final class DiskDesk {
  private static final Portal<String, Integer> TICKET =
      Portal.at("/desk/portals/ticket", String.class, Integer.class, who -> "desk");
  private static final Portal<String, Integer> TAKEN =
      Portal.at("/desk/portals/taken", String.class, Integer.class, key -> key);

  private DiskDesk() {}

  static DiskProgram of(int lanes, int callers) {
    var tickets = AtomStream.at("/desk/streams/tickets", String.class);
    var desk =
        Application.named(
            "desk",
            app -> {
              app.workflow("desk", app.generate("none", Generator.range(0, 0, 1)))
                  .key(n -> "desk")
                  .task("desk", desk())
                  .sink(tickets);
              app.workflow("taken", tickets)
                  .key(ticket -> "t" + ticket.length())
                  .task("taken", DiskWords.counting(TAKEN))
                  .sink("seen");
            });
    var asks = new ArrayList<Question<?, ?>>();
    for (var caller = 0; caller < callers; caller++) {
      asks.add(new Question<>(TICKET, "caller " + caller, "ticket " + caller));
    }
    return new DiskProgram(
        "desk",
        lanes,
        List.of(desk),
        0,
        asks,
        List.of(new Question<>(TAKEN, "t1", "a"), new Question<>(TAKEN, "t2", "b")));
  }

  private static Task<Integer, String> desk() {
    return Task.define(
        Integer.class,
        String.class,
        task -> {
          var last = task.perKey("last", Integer.class, 0);
          task.replies(TICKET)
              .onAsk(
                  (who, ctx) -> {
                    var ticket = ctx.state(last).update(n -> n + 1);
                    ctx.emit("" + ticket);
                    ctx.reply(ticket);
                  });
          return (n, ctx) -> {};
        });
  }
}
