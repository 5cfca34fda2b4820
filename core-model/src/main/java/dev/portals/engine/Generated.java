package dev.portals.engine;

import java.time.Instant;

/** What a generator gave at its cursor. */
public sealed interface Generated {
  /** An atom; the cursor behind it is among the changes of state. */
  record Made(Step step) implements Generated {}

  /** Nothing before {@code at}: it is to be asked again then. */
  record Later(Instant at) implements Generated {}

  /** Nothing more. */
  record Ended() implements Generated {}
}
