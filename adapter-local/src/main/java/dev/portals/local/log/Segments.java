package dev.portals.local.log;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;

/** The segments of an open log: the first epoch and the bytes of each. For any thread. */
final class Segments {
  private final LogDirectory directory;
  private final TreeMap<Long, Long> sizes = new TreeMap<>();
  private volatile long bytes;

  Segments(LogDirectory directory) throws IOException {
    this.directory = directory;
    for (var file : directory.sizes().entrySet()) {
      if (SegmentName.matches(file.getKey())) {
        add(SegmentName.firstEpoch(file.getKey()), file.getValue());
      }
    }
  }

  synchronized void add(long firstEpoch, long size) {
    sizes.put(firstEpoch, size);
    bytes += size;
  }

  /** The bytes of all. */
  long bytes() {
    return bytes;
  }

  /**
   * Removes the segments that hold only epochs below one, the oldest first: a crash leaves the
   * newer ones.
   */
  synchronized void removeBelow(long epoch) throws IOException {
    var begun = sizes.headMap(epoch, true);
    for (var dead : List.copyOf(begun.headMap(begun.lastKey()).entrySet())) {
      directory.delete(SegmentName.of(dead.getKey()));
      directory.sync();
      bytes -= dead.getValue();
      sizes.remove(dead.getKey());
    }
  }
}
