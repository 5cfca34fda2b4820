package dev.portals.local.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads files ahead in one buffer, which grows to the largest piece asked for. */
final class ReadWindow {
  private static final int AHEAD = 1 << 20;

  private ByteBuffer buffer = ByteBuffer.allocateDirect(0);
  private @Nullable LogFile file;
  private long size;
  private long start;

  /** Goes to a file of {@code bytes} bytes. */
  void open(LogFile opened, long bytes) {
    file = opened;
    size = bytes;
    start = 0;
    buffer.limit(0);
  }

  /** Bytes of the file, at positions that exist. Valid until the next call. */
  ByteBuffer read(long from, int length) throws IOException {
    if (from < start || from + length > start + buffer.limit()) {
      load(from, (int) Math.max(length, Math.min(AHEAD, size - from)));
    }
    return buffer.slice((int) (from - start), length);
  }

  private void load(long from, int length) throws IOException {
    if (buffer.capacity() < length) {
      buffer = ByteBuffer.allocateDirect(Math.max(length, 2 * buffer.capacity()));
    }
    buffer.clear().limit(length);
    Objects.requireNonNull(file, "no file").read(buffer, from);
    buffer.flip();
    start = from;
  }
}
