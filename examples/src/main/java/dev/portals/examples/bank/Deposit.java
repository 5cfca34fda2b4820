package dev.portals.examples.bank;

/** Money that arrives; {@code amount} in cents. */
public record Deposit(String account, long amount) {}
