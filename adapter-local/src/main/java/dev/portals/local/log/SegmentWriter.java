package dev.portals.local.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes epochs to the newest segment, and fills the next one with zeros meanwhile: in steps, so
 * that each delays the log about as long as what was appended since the last. Used by one thread at
 * a time.
 *
 * <p>Why zeros: a sync that need not allocate blocks or move the end of the file writes the data
 * alone.
 */
final class SegmentWriter implements AutoCloseable {
  private static final int STEP = 1 << 20;

  private final LogDirectory directory;
  private final Segments segments;
  private final int segmentBytes;
  private @Nullable LogFile current;
  private long position;
  private long size;
  private @Nullable LogFile next;
  private long filled;

  private SegmentWriter(LogDirectory directory, Segments segments, int segmentBytes) {
    this.directory = directory;
    this.segments = segments;
    this.segmentBytes = segmentBytes;
  }

  /**
   * Goes on at {@code tail}, or with a new segment that starts with {@code epoch} if there is none.
   */
  static SegmentWriter open(
      LogDirectory directory,
      Segments segments,
      int segmentBytes,
      Recovery.@Nullable Tail tail,
      long epoch)
      throws IOException {
    var writer = new SegmentWriter(directory, segments, segmentBytes);
    if (tail == null) {
      try {
        writer.roll(epoch);
      } catch (IOException e) {
        try (writer) {
          throw e;
        }
      }
    } else {
      writer.current = tail.file();
      writer.position = tail.position();
      writer.size = tail.size();
    }
    return writer;
  }

  /** Writes an epoch and returns once it is on the disk. */
  void write(ByteBuffer epoch, long number) throws IOException {
    int length = epoch.remaining();
    if (position + length + Sector.SIZE > size) { // the last one stays zero
      roll(number);
    }
    LogFile file = Objects.requireNonNull(current, "closed");
    file.write(epoch, position);
    file.force();
    position += length;
  }

  /**
   * To be called between epochs: gets ahead with the next segment, to be ready when this one is
   * half full.
   */
  void prepare() throws IOException {
    long goal = Math.min(segmentBytes, 2 * position);
    if (goal >= filled + STEP || (goal == segmentBytes && filled < goal)) {
      fill(goal);
    }
  }

  private LogFile fill(long goal) throws IOException {
    LogFile file = next;
    if (file == null) {
      directory.delete(SegmentName.NEXT); // one that was left may be longer, and hold anything
      file = directory.open(SegmentName.NEXT);
      next = file;
    }
    if (filled < goal) {
      Zeros.write(file, filled, goal);
      file.force();
      filled = goal;
    }
    return file;
  }

  private void roll(long firstEpoch) throws IOException {
    fill(segmentBytes).close();
    next = null;
    filled = 0;
    if (current != null) {
      current.close();
    }
    directory.rename(SegmentName.NEXT, SegmentName.of(firstEpoch));
    directory.sync();
    current = directory.open(SegmentName.of(firstEpoch));
    segments.add(firstEpoch, segmentBytes);
    position = 0;
    size = segmentBytes;
  }

  @Override
  public void close() throws IOException {
    LogFile newest = current;
    LogFile prepared = next;
    try (newest;
        prepared) {
      current = null;
      next = null;
    }
  }

  @Override
  public String toString() {
    return String.valueOf(current == null ? directory : current);
  }
}
