package dev.portals.engine;

/** The context of a task's hooks: of the lane, so without a key. */
final class HookContext<O> extends StepContext<O> {
  HookContext(StepScope scope, RunningTask task, Batch emitted) {
    super(scope, task, emitted, null);
  }
}
