package dev.portals.task;

/**
 * Runs once a lane, when all that it reads has ended and every ask it made has settled; never in a
 * service, which reads nothing.
 */
@FunctionalInterface
public interface OnComplete<O> {
  /** What it emits is the task's last atom. */
  void onComplete(LaneContext<O> ctx);
}
