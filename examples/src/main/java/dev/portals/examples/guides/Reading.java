package dev.portals.examples.guides;

/** What a sensor of a building measured. */
public record Reading(String building, String sensor, double celsius) {}
