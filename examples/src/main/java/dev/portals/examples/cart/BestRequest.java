package dev.portals.examples.cart;

/** Asks for the items that sell best. */
public record BestRequest(int atMost) {}
