package dev.portals.local.log;

/** Told when the log can no longer make anything durable. The process should end. */
@FunctionalInterface
public interface FatalError {
  /**
   * Called at most once per log, on its sync thread, after the log began to refuse appends and
   * waits. No action given to {@link SegmentLog#whenDurable} runs after it. It must not close the
   * log: the sync thread cannot wait for itself.
   */
  void failed(LogException error);
}
