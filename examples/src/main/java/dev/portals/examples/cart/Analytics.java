package dev.portals.examples.cart;

import dev.portals.build.Application;
import dev.portals.task.Task;
import java.util.Comparator;

/**
 * The application {@code /analytics}: launched while the others run, it counts what is sold from
 * then on. The others know nothing of it.
 */
public final class Analytics {
  private Analytics() {}

  public static Application application() {
    return Application.named(
        "analytics",
        app -> app.workflow("best", Shop.SALES).key(sale -> "all").task("best", best()).consume());
  }

  static Task<OrderLine, Void> best() {
    return Task.define(
        OrderLine.class,
        Void.class,
        task -> {
          var pieces = task.perKeyMap("pieces", String.class, Integer.class);
          task.replies(Shop.BEST)
              .onAsk(
                  (request, ctx) ->
                      ctx.reply(
                          new Best(
                              ctx.state(pieces).entries().entrySet().stream()
                                  .map(it -> new OrderLine(it.getKey(), it.getValue()))
                                  .sorted(MOST_FIRST)
                                  .limit(request.atMost())
                                  .toList())));
          return (sale, ctx) -> ctx.state(pieces).update(sale.item(), 0, n -> n + sale.count());
        });
  }

  private static final Comparator<OrderLine> MOST_FIRST =
      Comparator.comparingInt(OrderLine::count).reversed().thenComparing(OrderLine::item);
}
