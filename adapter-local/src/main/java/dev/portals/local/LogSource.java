package dev.portals.local;

import dev.portals.local.log.EntryReader;
import dev.portals.local.log.FatalError;
import dev.portals.local.log.LogException;
import dev.portals.local.log.LogSettings;
import dev.portals.local.log.SegmentLog;
import java.nio.file.Path;

/** Where the one log of a process is. Its {@code toString} names the place in messages. */
interface LogSource {
  /**
   * Opens the log, for this process alone.
   *
   * @param replay takes each entry, in order, on this thread
   * @param fatal told when the log fails later on
   * @throws LogException if it is held, damaged, or cannot be read or written
   */
  SegmentLog open(EntryReader replay, FatalError fatal);

  /** The log's sizes. */
  LogSettings settings();

  /** The log in a directory of this machine, which is created if there is none. */
  static LogSource in(Path directory, LogSettings settings) {
    return new LogSource() {
      @Override
      public SegmentLog open(EntryReader replay, FatalError fatal) {
        return SegmentLog.open(directory, settings, replay, fatal);
      }

      @Override
      public LogSettings settings() {
        return settings;
      }

      @Override
      public String toString() {
        return directory.toString();
      }
    };
  }
}
