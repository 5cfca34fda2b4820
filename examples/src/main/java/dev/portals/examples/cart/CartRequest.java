package dev.portals.examples.cart;

/** Asks for a user's cart. */
public record CartRequest(String user) {}
