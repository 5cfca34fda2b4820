package dev.portals.examples.cart;

import dev.portals.build.Application;

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
        app ->
            app.workflow("cart", app.generate(Shop.OPERATIONS, Operations.of(size)))
                .key(CartOperation::user)
                .task("cart", CartTask.task())
                .sink(Shop.ORDERS));
  }
}
