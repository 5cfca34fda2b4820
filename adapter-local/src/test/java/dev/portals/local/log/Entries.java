package dev.portals.local.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The entries that a log replayed, as text; and short forms for tests that have no interest in
 * failures.
 */
final class Entries implements EntryReader {
  static final LogSettings SMALL = new LogSettings(17 * 512, 8 * 512, 3600);

  private final List<String> all = new ArrayList<>();

  @Override
  public void entry(long epoch, byte[] bytes, int start, int length) {
    all.add(new String(bytes, start, length, StandardCharsets.ISO_8859_1));
  }

  List<String> all() {
    return all;
  }

  static SegmentLog open(FakeDisk disk, EntryReader replay, FatalError fatal) {
    return SegmentLog.open(disk, SMALL, replay, fatal);
  }

  /** Opens a log that is expected not to fail. */
  static SegmentLog open(FakeDisk disk, EntryReader replay) {
    return open(
        disk,
        replay,
        e -> {
          throw e;
        });
  }

  /** What a log on this disk replays. */
  static List<String> read(FakeDisk disk) {
    var entries = new Entries();
    open(disk, entries).close();
    return entries.all();
  }

  static long append(SegmentLog log, String entry) {
    byte[] bytes = entry.getBytes(StandardCharsets.ISO_8859_1);
    return log.append(bytes, 0, bytes.length);
  }

  static void appendDurably(SegmentLog log, String entry) {
    log.awaitDurable(append(log, entry));
  }
}
