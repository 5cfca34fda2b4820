package dev.portals.testkit;

import dev.portals.PortalsException;
import java.util.List;

/** A simulated run showed what no faultless run shows. The message tells how to see it again. */
public final class DeviationException extends PortalsException {
  private static final long serialVersionUID = 1L;
  private final long seed;

  DeviationException(long seed, String what, List<String> trace, Throwable cause) {
    super(
        "seed "
            + seed
            + ": "
            + what
            + "\nMaybe user code is not a function of its state, its input and ctx.now(). "
            + "See it again with run("
            + seed
            + "). The last events:\n  "
            + String.join("\n  ", trace),
        cause);
    this.seed = seed;
  }

  /** The seed of the run, which shows it again. */
  public long seed() {
    return seed;
  }
}
