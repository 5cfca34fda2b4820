package dev.portals.driver;

import dev.portals.engine.Step;
import dev.portals.engine.StepFailedException;

/** How large a step may be, alike on every backend (rule C2). */
public final class StepSize {
  private StepSize() {}

  /**
   * Refuses a step that is too large for one commit.
   *
   * @param what the step, for people
   * @param limit in bytes, see {@link LaneSettings#stepBytes}
   * @throws StepFailedException if it would store more, about; no other attempt changes that
   */
  public static void require(Step step, String what, int limit) {
    var size = EntrySize.of(step);
    if (size > limit) {
      throw new StepFailedException(
          what
              + " would store "
              + size
              + " bytes in one commit, the limit is "
              + limit
              + ". Maybe smaller atoms, or smaller values of state");
    }
  }
}
