package dev.portals.examples.bank;

/** A transfer of more than there was. */
public record Refused(Transfer transfer, long balance) {}
