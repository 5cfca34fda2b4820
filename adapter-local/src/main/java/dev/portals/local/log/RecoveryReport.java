package dev.portals.local.log;

/**
 * What opening a log found.
 *
 * @param firstEpoch number of the oldest epoch the log can hold; with {@code epochs} 0 the next one
 *     to be written
 * @param epochs complete epochs that were replayed
 * @param entries entries that were replayed
 * @param tornBytes bytes of a last, never acknowledged epoch that were overwritten with zeros; 0 if
 *     there was none
 */
public record RecoveryReport(long firstEpoch, long epochs, long entries, long tornBytes) {
  /** The number of the newest epoch that was replayed, {@code firstEpoch - 1} if none was. */
  public long lastEpoch() {
    return firstEpoch + epochs - 1;
  }
}
