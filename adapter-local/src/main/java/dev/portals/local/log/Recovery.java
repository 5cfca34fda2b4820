package dev.portals.local.log;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log from its first segment to its last, and only then makes its end fit to be appended
 * to.
 */
final class Recovery {
  private final LogDirectory directory;
  private final LogSettings settings;
  private final EntryReader replay;
  private final ReadWindow window = new ReadWindow();
  private final EpochDecoder decoder = new EpochDecoder();
  private long epochs;
  private long entries;
  private long newestEpochBytes;

  private Recovery(LogDirectory directory, LogSettings settings, EntryReader replay) {
    this.directory = directory;
    this.settings = settings;
    this.replay = replay;
  }

  /** What was found, and the segment to go on with: null if there is none. */
  record Recovered(RecoveryReport report, @Nullable Tail tail) {}

  /** The newest segment, the position where the next epoch belongs, and its size in bytes. */
  record Tail(LogFile file, long position, long size) {}

  static Recovered run(LogDirectory directory, LogSettings settings, EntryReader replay)
      throws IOException {
    return new Recovery(directory, settings, replay).run();
  }

  private Recovered run() throws IOException {
    directory.sync(); // an earlier process may have ended before it could
    SortedMap<String, Long> sizes = directory.sizes();
    List<String> names = sizes.keySet().stream().filter(SegmentName::matches).toList();
    if (names.isEmpty()) {
      return new Recovered(new RecoveryReport(1, 0, 0, 0), null);
    }
    long first = SegmentName.firstEpoch(names.get(0));
    for (Iterator<String> each = names.iterator(); ; ) {
      String name = each.next();
      LogFile file = directory.open(name);
      try {
        var reader = new SegmentReader(file, Objects.requireNonNull(sizes.get(name)), window);
        long tornBytes = replay(reader, first, name);
        if (!each.hasNext()) {
          Tail tail =
              settle(file, reader.position(), tornBytes, Objects.requireNonNull(sizes.get(name)));
          return new Recovered(new RecoveryReport(first, epochs, entries, tornBytes), tail);
        }
        if (tornBytes > 0) {
          throw reader.damaged(first + epochs, "it lacks sectors, but later segments exist");
        }
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
      file.close();
    }
  }

  /** Replays one segment and returns the bytes of a torn epoch at its end. */
  private long replay(SegmentReader reader, long first, String name) throws IOException {
    if (SegmentName.firstEpoch(name) != first + epochs) {
      throw reader.damaged(first + epochs, "segments before were removed, renamed or cut short");
    }
    newestEpochBytes = 0;
    while (true) {
      Found found = reader.next(first + epochs);
      if (found instanceof Found.Torn torn) {
        return torn.bytes();
      }
      if (!(found instanceof Found.Complete epoch)) {
        return 0;
      }
      if (!decoder.read(epoch.header(), epoch.bytes(), replay)) {
        throw reader.damaged(first + epochs, "its entries do not add up to its payload");
      }
      epochs++;
      entries += epoch.header().entries();
      newestEpochBytes = epoch.header().extent();
    }
  }

  /**
   * Makes durable what was read, and zeros of the rest. The newest epoch is written again, as it
   * is: if its sync failed before, the page cache may hold, as clean, what the disk does not. Older
   * epochs were synced before it was written. For the same reason zeros go where a torn epoch may
   * be, also if none is seen: what an earlier opening wrote over one may be in the cache alone.
   */
  private Tail settle(LogFile file, long position, long tornBytes, long size) throws IOException {
    if (newestEpochBytes > 0) {
      long start = position - newestEpochBytes;
      file.write(window.read(start, (int) newestEpochBytes), start);
    }
    var epochEnd = Math.min(size, position + settings.epochBytes());
    Zeros.write(file, position, Math.max(position + tornBytes, epochEnd));
    Zeros.write(file, size, settings.segmentBytes());
    file.force();
    return new Tail(file, position, Math.max(size, settings.segmentBytes()));
  }
}
