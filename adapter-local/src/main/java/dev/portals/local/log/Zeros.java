package dev.portals.local.log;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Fills files with zeros that are written, so that later syncs find the blocks allocated. */
final class Zeros {
  private static final ByteBuffer CHUNK = ByteBuffer.allocateDirect(1 << 20).asReadOnlyBuffer();

  private Zeros() {}

  /** Writes zeros from one position up to another; nothing if there is nothing between. */
  static void write(LogFile file, long from, long to) throws IOException {
    for (long at = from; at < to; at += CHUNK.capacity()) {
      file.write(CHUNK.duplicate().limit((int) Math.min(CHUNK.capacity(), to - at)), at);
    }
  }
}
