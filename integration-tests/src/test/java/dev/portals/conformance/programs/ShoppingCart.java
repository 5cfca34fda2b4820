package dev.portals.conformance.programs;

import dev.portals.conformance.Program;
import dev.portals.examples.cart.Cart;
import dev.portals.examples.cart.CartRequest;
import dev.portals.examples.cart.Inventory;
import dev.portals.examples.cart.Orders;
import dev.portals.examples.cart.Shop;
import dev.portals.examples.cart.Size;
import dev.portals.examples.cart.SoldRequest;
import dev.portals.examples.cart.StockRequest;

/** Asks between applications, atoms made by continuations, and an application launched later. */
final class ShoppingCart {
  private static final Size SIZE = new Size(10, 30, 20, 4_000, 20);

  private ShoppingCart() {}

  static Program program() {
    return Program.named("shopping-cart")
        .launch(Inventory.application(SIZE))
        .launch(Cart.application(SIZE), Orders.application())
        .ask(Shop.CARTS, SIZE.userNames().stream().map(CartRequest::new).toList())
        .ask(Shop.SOLD, SIZE.itemNames().stream().map(SoldRequest::new).toList())
        .ask(Shop.STOCK, SIZE.itemNames().stream().map(StockRequest.Count::new).toList());
  }
}
