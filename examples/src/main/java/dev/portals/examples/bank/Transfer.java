package dev.portals.examples.bank;

/** Money to be sent; {@code amount} in cents. */
public record Transfer(String from, String to, long amount) {}
