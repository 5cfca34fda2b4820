package dev.portals.local.log;

import java.io.IOException;
import java.util.SortedMap;

/** The directory of one log, locked while it is open. Its {@code toString} names it in messages. */
interface LogDirectory extends AutoCloseable {
  /** The names of its files and their sizes in bytes. */
  SortedMap<String, Long> sizes() throws IOException;

  /** Opens a file for reading and writing; creates an empty one if there is none. */
  LogFile open(String name) throws IOException;

  /** Renames a file that is not open. */
  void rename(String from, String to) throws IOException;

  /**
   * Returns once its names are on the disk, whichever process made them. Until then a loss of power
   * may undo them.
   */
  void sync() throws IOException;

  /** Removes a file that is not open. */
  void delete(String name) throws IOException;

  /** Releases the lock. */
  @Override
  void close() throws IOException;
}
