package dev.portals.task;

/**
 * Hears what the task threw at an atom, or at a continuation of one, that is not run again: before
 * it is put aside, in the same commit. State and emissions of what failed are rolled back. What an
 * ask handler throws is heard by who asked, as {@link Answer.Failed}, and not here.
 */
@FunctionalInterface
public interface OnError<O> {
  /**
   * Takes what was thrown; what it emits stands for the atom. Should it throw too, it leaves
   * nothing but a word of that beside the error.
   */
  void onError(Throwable thrown, LaneContext<O> ctx);
}
