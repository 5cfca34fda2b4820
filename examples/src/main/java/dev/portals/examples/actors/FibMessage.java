package dev.portals.examples.actors;

import dev.portals.examples.actors.Actors.ActorRef;
import java.util.Optional;

/** What actors that compute Fibonacci numbers are told and asked. */
public sealed interface FibMessage {
  /** Compute, and tell the result to another actor, or keep it to be asked for. */
  record Compute(int n, Optional<ActorRef<FibMessage>> replyTo) implements FibMessage {}

  /** A number that another actor computed. */
  record Computed(long value) implements FibMessage {}

  /** Asks for the result. */
  record Get() implements FibMessage {}
}
