package dev.portals.examples.cart;

/** What a user does. */
public sealed interface CartOperation {
  String user();

  /** Wants one more piece of an item. */
  record Add(String user, String item) implements CartOperation {}

  /** Takes one piece of an item out of the cart, if it is there. */
  record Remove(String user, String item) implements CartOperation {}

  /** Orders what is in the cart, if there is anything. */
  record Checkout(String user) implements CartOperation {}
}
