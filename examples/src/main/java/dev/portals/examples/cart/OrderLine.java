package dev.portals.examples.cart;

/** One item of an order. */
public record OrderLine(String item, int count) {}
