package dev.portals.local.log;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A file of the log. Its {@code toString} names it in messages. Used by one thread at a time. */
interface LogFile extends AutoCloseable {
  /** Fills {@code into} from {@code position} on; fails if the file ends before. */
  void read(ByteBuffer into, long position) throws IOException;

  /** Writes all of {@code from} at {@code position}; the file grows if it is shorter. */
  void write(ByteBuffer from, long position) throws IOException;

  /**
   * Returns once everything written is on the disk: fdatasync. After a failure the state of the
   * file is unknown.
   */
  void force() throws IOException;

  @Override
  void close() throws IOException;
}
