package dev.portals.examples.guides;

import dev.portals.task.Answer;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.time.Duration;

/** Asks with a deadline, tells what failed from what is not known, and hears of what threw. */
public final class Quotes {
  /** What an item costs, in cents. */
  public static final Portal<String, Long> PRICE =
      Portal.at("/prices/portals/price", String.class, Long.class, item -> item);

  private Quotes() {}

  static Task<String, String> task() {
    return Task.define(
        String.class,
        String.class,
        task -> {
          var price = task.asks(PRICE);
          var failures = task.perTask("failures", Integer.class, 0);
          var priced =
              task.onAnswer(
                  "priced",
                  price,
                  String.class,
                  (item, answer, ctx) -> {
                    if (answer instanceof Answer.Replied<Long> replied) {
                      ctx.emit(item + " costs " + replied.value());
                    } else if (answer instanceof Answer.Failed<Long> failed) {
                      ctx.emit(item + " has no price: " + failed.error());
                    } else {
                      ctx.emit(item + ": nobody answered in time");
                    }
                  });
          task.onError((thrown, ctx) -> ctx.state(failures).update(n -> n + 1));
          return (item, ctx) -> {
            if (item.isBlank()) {
              throw new IllegalArgumentException("an item without a name");
            }
            ctx.ask(price, item).within(Duration.ofSeconds(5)).then(priced, item);
          };
        });
  }
}
