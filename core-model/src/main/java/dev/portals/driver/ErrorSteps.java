package dev.portals.driver;

import dev.portals.engine.Engine;
import dev.portals.engine.StepFailedException;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.Root;

/** Lets a task's onError hear what is not run again, before the policy puts it aside (S3, S9). */
final class ErrorSteps {
  private final Engine engine;
  private final LaneState state;
  private final Draft draft;
  private final StepEffects effects;

  ErrorSteps(Engine engine, LaneState state, Draft draft, StepEffects effects) {
    this.engine = engine;
    this.state = state;
    this.draft = draft;
    this.effects = effects;
  }

  /**
   * Adds what onError did, in the commit of the policy's end: once.
   *
   * @return the error to put aside, with what onError threw itself
   */
  String hear(StepFailedException failed) {
    var error = String.valueOf(failed.getMessage());
    try {
      var heard = engine.error(failed, state::values, draft.now());
      heard.ifPresent(
          step -> {
            effects.requireSize(step, "onError");
            effects.add(step, new Root.OfAtom());
          });
      return error;
    } catch (StepFailedException also) {
      return error + "; then its onError failed: " + also.getMessage();
    }
  }
}
