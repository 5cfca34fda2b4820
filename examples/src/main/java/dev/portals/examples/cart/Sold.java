package dev.portals.examples.cart;

/** Pieces of an item that were ordered. */
public record Sold(int count) {}
