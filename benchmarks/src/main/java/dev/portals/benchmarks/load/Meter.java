package dev.portals.benchmarks.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Looks at what this process and its data directory use. */
final class Meter {
  private final Path directory;
  private final long began = System.nanoTime();

  Meter(Path directory) {
    this.directory = directory;
  }

  Sample sample(long events) throws IOException {
    return new Sample((System.nanoTime() - began) / 1e9, heap(), process(), disk(), events);
  }

  /** Collects first: else how much garbage there is counts, too. */
  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** VmRSS, in KiB; see proc(5). */
  private static long process() throws IOException {
    for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    return 0;
  }

  private long disk() throws IOException {
    var bytes = 0L;
    try (var files = Files.list(directory)) {
      for (var file : files.toList()) {
        try {
          bytes += Files.size(file);
        } catch (NoSuchFileException truncated) {
          bytes += 0; // a segment that was removed meanwhile takes no room
        }
      }
    }
    return bytes;
  }
}
