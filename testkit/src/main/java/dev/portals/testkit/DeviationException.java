package dev.portals.testkit;

import dev.portals.PortalsException;
import java.util.List;

/**
 * A simulated run showed what no faultless run shows. The message says what and where, what to
 * change if user code is to blame, how to see it again, and the last events.
 */
public final class DeviationException extends PortalsException {
  private static final long serialVersionUID = 1L;
  private final long seed;

  DeviationException(
      long seed,
      String what,
      String advice,
      String schedule,
      List<String> trace,
      RuntimeException cause) {
    super(
        "seed %d: %s%n%s%nSee it again with the same seed. %s:%n  %s"
            .formatted(seed, what, advice, schedule, String.join("\n  ", trace)),
        cause);
    this.seed = seed;
  }

  /** The seed of the run, which shows it again. */
  public long seed() {
    return seed;
  }
}
