package dev.portals.task;

/**
 * Where a new reader of a stream begins, if the stream's application ran before it was launched
 * (protocol rule P3). Fixed at launch; a reader that was launched together with the stream's
 * application, or before, reads all of it.
 */
public enum Start {
  /** With the next atom. Of a stream that has ended, with its end. */
  NOW,
  /** With the earliest atom that is kept. */
  EARLIEST
}
