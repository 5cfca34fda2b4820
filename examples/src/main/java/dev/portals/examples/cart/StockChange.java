package dev.portals.examples.cart;

/** An item has come into stock, or has run out. */
public record StockChange(String item, boolean available) {}
