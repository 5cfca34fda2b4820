package dev.portals.examples.cart;

import dev.portals.build.Application;
import dev.portals.task.Task;

/** The application {@code /orders}: what is ordered is counted by item, and passed on. */
public final class Orders {
  private Orders() {}

  public static Application application() {
    return Application.named(
        "orders",
        app ->
            app.workflow("sales", Shop.ORDERS)
                .flatMap(OrderLine.class, Order::lines)
                .key(OrderLine::item)
                .task("sales", sales())
                .sink(Shop.SALES));
  }

  static Task<OrderLine, OrderLine> sales() {
    return Task.define(
        OrderLine.class,
        OrderLine.class,
        task -> {
          var sold = task.perKey("sold", Integer.class, 0);
          task.replies(Shop.SOLD)
              .onAsk((request, ctx) -> ctx.reply(new Sold(ctx.state(sold).value())));
          return (line, ctx) -> {
            ctx.state(sold).update(n -> n + line.count());
            ctx.emit(line);
          };
        });
  }
}
