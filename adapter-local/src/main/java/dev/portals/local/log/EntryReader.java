package dev.portals.local.log;

/** Takes the entries of a log that is being opened, one by one, in the order they were appended. */
@FunctionalInterface
public interface EntryReader {
  /**
   * Called on the thread that opens the log. What it throws ends the opening and reaches the opener
   * as it is.
   *
   * @param epoch the epoch of the entry; never falls from one call to the next
   * @param bytes holds the entry; valid during this call only, to be copied if kept, never to be
   *     written to
   * @param start index of the entry's first byte
   * @param length bytes in the entry, 0 or more
   */
  void entry(long epoch, byte[] bytes, int start, int length);
}
