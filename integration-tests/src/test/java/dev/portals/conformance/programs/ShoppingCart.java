package dev.portals.conformance.programs;

import dev.portals.conformance.Comparison;
import dev.portals.conformance.Program;
import dev.portals.examples.cart.Cart;
import dev.portals.examples.cart.CartOperation;
import dev.portals.examples.cart.CartRequest;
import dev.portals.examples.cart.Delivery;
import dev.portals.examples.cart.Inventory;
import dev.portals.examples.cart.Order;
import dev.portals.examples.cart.Orders;
import dev.portals.examples.cart.Shop;
import dev.portals.examples.cart.Size;
import dev.portals.examples.cart.SoldRequest;
import dev.portals.examples.cart.StockChange;
import dev.portals.examples.cart.StockRequest;
import dev.portals.task.AtomStream;
import java.util.List;

/** Asks between applications, atoms made by continuations, and an application launched later. */
final class ShoppingCart {
  private static final Size SIZE = new Size(10, 30, 20, 4_000, 20);

  private ShoppingCart() {}

  /** So much of everything that nothing sells out: who is first does not matter. */
  private static final Size PLENTY = new Size(10, 30, 600, 4_000, 20);

  static Program program() {
    return program(Program.named("shopping-cart"), SIZE);
  }

  static Program ofLanes() {
    return program(Program.named("shopping-cart").lanes(4), PLENTY)
        .compare(
            AtomStream.at("/inventory/streams/first", Delivery.class),
            Comparison.perKey(Delivery.class, Delivery::item))
        .compare(Shop.CHANGES, Comparison.perKey(StockChange.class, StockChange::item))
        .compare(Shop.OPERATIONS, Comparison.perKey(CartOperation.class, CartOperation::user))
        .compare(Shop.ORDERS, Comparison.perKey(Order.class, Order::user))
        .compare(Shop.SALES, Comparison.EVENTS);
  }

  /** One for each product. */
  private static List<List<Delivery>> trucks(Size size) {
    return size.itemNames().stream().map(item -> List.of(new Delivery(item, 3))).toList();
  }

  private static Program program(Program empty, Size size) {
    return empty
        .launch(Inventory.application(size))
        .publish(Shop.DELIVERIES, trucks(size))
        .launch(Cart.application(size), Orders.application())
        .ask(Shop.CARTS, size.userNames().stream().map(CartRequest::new).toList())
        .ask(Shop.SOLD, size.itemNames().stream().map(SoldRequest::new).toList())
        .ask(Shop.STOCK, size.itemNames().stream().map(StockRequest.Count::new).toList());
  }
}
