package dev.portals.examples.cart;

/** Asks how often an item was ordered. */
public record SoldRequest(String item) {}
