package dev.portals.examples.cart;

import dev.portals.task.AtomStream;
import dev.portals.task.Portal;

/** What the applications of the shop know of one another. */
public final class Shop {
  /** Takes pieces of an item from stock, puts them back, counts them. */
  public static final Portal<StockRequest, StockReply> STOCK =
      Portal.at(
          "/inventory/portals/stock", StockRequest.class, StockReply.class, StockRequest::item);

  /** What is in a user's cart. */
  public static final Portal<CartRequest, Contents> CARTS =
      Portal.at("/cart/portals/carts", CartRequest.class, Contents.class, CartRequest::user);

  /** How many pieces of an item were ordered. */
  public static final Portal<SoldRequest, Sold> SOLD =
      Portal.at("/orders/portals/sold", SoldRequest.class, Sold.class, SoldRequest::item);

  /** The items that sell best since {@code /analytics} was launched. */
  public static final Portal<BestRequest, Best> BEST =
      Portal.at("/analytics/portals/best", BestRequest.class, Best.class, request -> "all");

  /** Trucks are published from outside. */
  public static final AtomStream<Delivery> DELIVERIES =
      AtomStream.at("/inventory/streams/deliveries", Delivery.class);

  public static final AtomStream<StockChange> CHANGES =
      AtomStream.at("/inventory/streams/changes", StockChange.class);

  public static final AtomStream<CartOperation> OPERATIONS =
      AtomStream.at("/cart/streams/operations", CartOperation.class);

  public static final AtomStream<Order> ORDERS = AtomStream.at("/cart/streams/orders", Order.class);

  public static final AtomStream<OrderLine> SALES =
      AtomStream.at("/orders/streams/sales", OrderLine.class);

  private Shop() {}
}
