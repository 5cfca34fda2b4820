package dev.portals.examples.pingpong;

/** A game that is over: how often the ball was hit. */
public record Game(String game, int hits) {}
