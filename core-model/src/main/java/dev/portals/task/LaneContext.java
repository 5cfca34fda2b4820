package dev.portals.task;

import java.time.Instant;

/** What every step may do. Valid only during the call it was handed to, on the calling thread. */
public interface LaneContext<O> {
  /** Adds an event to what this step emits; visible to others after the step's commit. */
  void emit(O event);

  /** State of this task's lane, whatever the key. */
  <S> S state(PerTaskState<S> handle);

  /** The time recorded for this step; the same if the step is run again. */
  Instant now();
}
