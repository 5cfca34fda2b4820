package dev.portals.local.tracing;

import dev.portals.build.Application;
import dev.portals.task.Answer;
import dev.portals.task.AtomStream;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.time.Duration;
import java.util.function.Consumer;

/** Two applications: the front serves what it asks the back for. */
final class Quotes {
  static final Portal<String, String> QUOTE =
      Portal.at("/front/portals/quote", String.class, String.class, item -> item);
  static final Portal<String, Integer> PRICE =
      Portal.at("/back/portals/price", String.class, Integer.class, item -> item);
  static final Portal<String, Void> SEEN =
      Portal.at("/back/portals/seen", String.class, Void.class, item -> item);
  static final AtomStream<String> ITEMS = AtomStream.at("/front/streams/items", String.class);

  private Quotes() {}

  static Application front() {
    return Application.named(
        "front",
        app -> {
          app.workflow("items", app.external(ITEMS)).consume();
          app.service("desk", desk()).consume();
        });
  }

  private static Task<Void, Void> desk() {
    return Task.service(
        Void.class,
        task -> {
          var price = task.asks(PRICE);
          var seen = task.asks(SEEN);
          var served = task.replies(QUOTE);
          var priced =
              served.onAnswer(
                  "priced",
                  price,
                  String.class,
                  (item, answer, ctx) -> {
                    if (answer instanceof Answer.Expired<Integer>) {
                      ctx.reply("too late");
                    } else {
                      ctx.reply(item + " costs " + answer.orThrow());
                    }
                  });
          served.onAsk(
              (item, ctx) -> {
                ctx.ask(seen, item);
                var asked = ctx.ask(price, item);
                (item.equals("slow") ? asked.within(Duration.ofMillis(50)) : asked)
                    .then(priced, item);
              });
        });
  }

  /** Hears of each item before it has a price. */
  static Application back(Consumer<String> before) {
    return Application.named(
        "back",
        app ->
            app.service(
                    "prices",
                    Task.service(
                        Void.class,
                        task -> {
                          task.replies(PRICE)
                              .onAsk(
                                  (item, ctx) -> {
                                    before.accept(item);
                                    ctx.reply(item.length());
                                  });
                          task.replies(SEEN).onAsk((item, ctx) -> {});
                        }))
                .consume());
  }
}
