package dev.portals.examples.pingpong;

/** A ball in the air: how often it is still to be hit. */
public record Ball(String game, int left) {}
