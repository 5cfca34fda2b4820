package dev.portals.local.log;

/** What happens to a simulated disk, or to the process that uses it, at one operation. */
public enum DiskTrouble {
  /** The machine loses power before the operation: of what is not synced, anything may be left. */
  POWER_LOST_BEFORE,
  /** The same, but the operation is done; nobody hears of it. */
  POWER_LOST_AFTER,
  /** The process is killed before the operation: the machine keeps what it wrote, synced or not. */
  KILLED_BEFORE,
  /** The same, but the operation is done. */
  KILLED_AFTER,
  /**
   * There is no room to grow a file or to name a new one; there is when the log is opened again.
   */
  FULL,
  /**
   * There is none either for the next process, nor for those after it until somebody makes room.
   */
  FULL_FOR_LONG,
  /** A sync fails. Some of it is on the disk, and all counts as clean (as Linux has it). */
  SYNC_FAILED,
  /** The same, and what is not on the disk is gone from the cache too. */
  SYNC_FAILED_AND_CACHE_DROPPED,
  /** A write fails after some sectors. */
  WRITE_FAILED;

  boolean isEndOfProcess() {
    return this == KILLED_BEFORE || this == KILLED_AFTER || isPowerLoss();
  }

  /** Whether the machine has to start again. */
  public boolean isPowerLoss() {
    return this == POWER_LOST_BEFORE || this == POWER_LOST_AFTER;
  }

  boolean isAfter() {
    return this == POWER_LOST_AFTER || this == KILLED_AFTER;
  }

  /** Whether it can happen to an operation of this kind. */
  boolean concerns(Operation operation) {
    return switch (this) {
      case FULL, FULL_FOR_LONG -> operation == Operation.GROW;
      case SYNC_FAILED, SYNC_FAILED_AND_CACHE_DROPPED ->
          operation == Operation.SYNC || operation == Operation.SYNC_NAMES;
      case WRITE_FAILED -> operation == Operation.GROW || operation == Operation.OVERWRITE;
      default -> true;
    };
  }

  /** What a process can ask of a disk. */
  enum Operation {
    /** Writes behind the end of a file, or names a new one. */
    GROW,
    /** Writes what a file has room for. */
    OVERWRITE,
    SYNC,
    /** Gives a file another name, or none. */
    NAME,
    SYNC_NAMES
  }
}
