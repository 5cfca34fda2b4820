package dev.portals.local.log;

/**
 * The sizes of a log, in bytes. They may differ from one opening to the next: what is on disk stays
 * readable.
 *
 * @param segmentBytes size of a new segment file: a multiple of 512, at most 1 GiB
 * @param epochBytes most that one epoch takes on disk, and the size of each of the two buffers that
 *     are held outside the heap: a multiple of 512, less than {@code segmentBytes}. When both
 *     buffers are full, appends wait for the disk
 * @param entryBytes most that one entry may hold: 0 or more, and small enough to fit into an epoch
 */
public record LogSettings(int segmentBytes, int epochBytes, int entryBytes) {
  private static final int MOST = 1 << 30;

  /** Segments of 64 MiB, epochs of at most 16 MiB, entries of at most 4 MiB. */
  public static final LogSettings DEFAULT = new LogSettings(64 << 20, 16 << 20, 4 << 20);

  public LogSettings {
    checkSectors("segmentBytes", segmentBytes, MOST);
    checkSectors("epochBytes", epochBytes, segmentBytes - Sector.SIZE);
    if (entryBytes < 0 || !EpochBuffer.holds(epochBytes, EpochBuffer.payloadOf(entryBytes))) {
      throw new LogException(
          "entryBytes is %d, and an entry of that size does not fit into an epoch of %d bytes"
              + " (epochBytes). Maybe raise epochBytes.",
          entryBytes, epochBytes);
    }
  }

  private static void checkSectors(String name, int bytes, int most) {
    if (bytes < Sector.SIZE || bytes > most || bytes % Sector.SIZE != 0) {
      throw new LogException(
          "%s is %d, but must be a multiple of %d from %d to %d.",
          name, bytes, Sector.SIZE, Sector.SIZE, most);
    }
  }
}
