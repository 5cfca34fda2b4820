package dev.portals.local.log;

/**
 * A rare story, told straight: an epoch is torn, the zeros over it are not synced though the cache
 * shows them, and shorter epochs follow before power is lost again.
 */
public final class UnsyncedZeros {
  private final SimulatedDisk disk;

  public UnsyncedZeros(long seed) {
    disk = new SimulatedDisk(seed, 0);
  }

  /**
   * @throws AssertionError if the log cannot be opened at the end, or lost what was durable
   */
  public void run() {
    process(DiskTrouble.POWER_LOST_BEFORE, 8, "torn".repeat(800));
    process(DiskTrouble.SYNC_FAILED, 1);
    process(DiskTrouble.POWER_LOST_BEFORE, 6, "short", "maybe", "maybe", "lost");
    try {
      var entries = new Entries();
      disk.open(Entries.SMALL, entries, failure -> {}).close();
      if (!entries.all().contains("short")) {
        throw new AssertionError("an entry is gone");
      }
    } catch (LogException refused) {
      throw new AssertionError(refused + "\n  " + String.join("\n  ", disk.trace()), refused);
    }
  }

  /** A process that appends until it meets its trouble. */
  private void process(DiskTrouble trouble, int operation, String... texts) {
    disk.plan(trouble, operation);
    try (var log = disk.open(Entries.SMALL, new Entries(), failure -> {})) {
      for (var text : texts) {
        Entries.appendDurably(log, text);
      }
    } catch (LogException met) {
      if (!disk.isStruck()) {
        throw met;
      }
    }
    disk.end();
  }
}
