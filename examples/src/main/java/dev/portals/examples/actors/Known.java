package dev.portals.examples.actors;

import java.util.Optional;

/** A result; empty as long as it is being computed. */
public record Known(Optional<Long> value) {}
