package dev.portals.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many bytes of the journal of a running process are written: what follows is zero. */
public final class JournalSize {
  private static final int SECTOR = 512;

  private JournalSize() {}

  /** Of all segments; what is only prepared for later has another name. */
  public static long of(Path directory) throws IOException {
    var size = 0L;
    try (var files = Files.list(directory)) {
      for (var file : files.filter(it -> it.toString().endsWith(".log")).toList()) {
        size += written(file);
      }
    }
    return size;
  }

  private static long written(Path file) throws IOException {
    try (var channel = FileChannel.open(file)) {
      var low = 0L;
      var high = channel.size() / SECTOR;
      while (low < high) {
        var middle = (low + high) / 2;
        if (isZero(channel, middle * SECTOR)) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low * SECTOR;
    }
  }

  private static boolean isZero(FileChannel channel, long at) throws IOException {
    var sector = ByteBuffer.allocate(SECTOR);
    channel.read(sector, at);
    for (var each : sector.array()) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }
}
