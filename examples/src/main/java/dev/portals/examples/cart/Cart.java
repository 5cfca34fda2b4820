package dev.portals.examples.cart;

import dev.portals.build.Application;
import dev.portals.task.Task;

/**
 * The application {@code /cart}: users fill carts with what the inventory gives them, and order.
 *
 * <p>It is launched when {@code /inventory} has taken in its deliveries: before that, what is sold
 * out would depend on which of the two is faster.
 */
public final class Cart {
  private Cart() {}

  public static Application application(Size size) {
    return Application.named(
        "cart",
        app -> {
          var orders =
              app.workflow("cart", app.generate(Shop.OPERATIONS, Operations.of(size)))
                  .key(CartOperation::user)
                  .task("cart", CartTask.task())
                  .sink(Shop.ORDERS);
          app.workflow("sales", orders)
              .flatMap(OrderLine.class, Order::lines)
              .key(OrderLine::item)
              .task("sales", sales())
              .consume();
        });
  }

  static Task<OrderLine, Void> sales() {
    return Task.define(
        OrderLine.class,
        Void.class,
        task -> {
          var sold = task.perKey("sold", Integer.class, 0);
          task.replies(Shop.SOLD)
              .onAsk((request, ctx) -> ctx.reply(new Sold(ctx.state(sold).value())));
          return (line, ctx) -> ctx.state(sold).update(n -> n + line.count());
        });
  }
}
