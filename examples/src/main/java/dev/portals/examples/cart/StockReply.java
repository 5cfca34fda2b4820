package dev.portals.examples.cart;

/** What the inventory replies. */
public sealed interface StockReply {
  /** The piece is the asker's. */
  record Taken() implements StockReply {}

  /** There was none to take. */
  record SoldOut() implements StockReply {}

  /** The piece is in stock again. */
  record PutBack() implements StockReply {}

  /** Pieces delivered so far, and pieces in stock now. */
  record Level(int delivered, int onHand) implements StockReply {}
}
