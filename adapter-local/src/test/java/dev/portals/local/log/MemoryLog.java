package dev.portals.local.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A log in memory, and a way to write another one of its entries. */
public final class MemoryLog {
  /** Small, so that little fills several segments. */
  public static final LogSettings SETTINGS = new LogSettings(65 * 512, 64 * 512, 30_000);

  private final FakeDisk disk = new FakeDisk();
  private FakeDisk before = disk.copy();

  /** One without entries. */
  public MemoryLog() {}

  /** One of these entries, whose first epoch has a number. */
  public MemoryLog(long firstEpoch, List<byte[]> entries) {
    disk.replace(SegmentName.of(firstEpoch), new byte[SETTINGS.segmentBytes()]);
    try (var log = open((epoch, bytes, start, length) -> {}, failed -> {})) {
      entries.forEach(entry -> log.append(entry, 0, entry.length));
    }
    before = disk.copy();
  }

  public SegmentLog open(EntryReader replay, FatalError fatal) {
    return SegmentLog.open(disk, SETTINGS, replay, fatal);
  }

  /** The number of its first epoch. */
  public long firstEpoch() {
    try (var log = open((epoch, bytes, start, length) -> {}, failed -> {})) {
      return log.recovery().firstEpoch();
    }
  }

  /** Its entries. */
  public List<byte[]> entries() {
    var all = new ArrayList<byte[]>();
    open(
            (epoch, bytes, start, length) ->
                all.add(Arrays.copyOfRange(bytes, start, start + length)),
            failed -> {})
        .close();
    return all;
  }

  /** Whether a byte on the disk is another than when it was made. */
  public boolean isChanged() {
    return !disk.sameAs(before);
  }

  @Override
  public String toString() {
    return "memory";
  }
}
