package dev.portals.task;

/** What a machine does in a state with an event. */
@FunctionalInterface
public interface Transition<S, I, O> {
  /** Gives back the next state, which may be the same. */
  S next(S state, I event, TaskContext<O> ctx);
}
