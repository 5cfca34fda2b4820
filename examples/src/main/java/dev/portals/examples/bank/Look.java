package dev.portals.examples.bank;

/** Asks for an account as it is. */
public record Look(String account) {}
