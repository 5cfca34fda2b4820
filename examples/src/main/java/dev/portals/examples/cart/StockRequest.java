package dev.portals.examples.cart;

/** What the inventory can be asked, about one item. */
public sealed interface StockRequest {
  String item();

  /** Take one piece, if there is one. */
  record Take(String item) implements StockRequest {}

  /** Put one piece back that was taken. */
  record PutBack(String item) implements StockRequest {}

  /** Count what was delivered and what is on hand. */
  record Count(String item) implements StockRequest {}
}
