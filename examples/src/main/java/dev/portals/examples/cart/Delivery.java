package dev.portals.examples.cart;

/** Pieces of an item that a truck brought. */
public record Delivery(String item, int count) {}
