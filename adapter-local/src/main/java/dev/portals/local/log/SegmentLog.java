package dev.portals.local.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The one append-only log of a durable process. Entries have a total order, the order of {@link
 * #append}; they become durable epoch by epoch, all entries of an epoch or none.
 *
 * <p>The log owns one thread, the sync thread. It takes the epoch that is being filled, writes it,
 * waits for fdatasync, and takes the next, which was filled meanwhile (group commit: DeWitt et al.,
 * SIGMOD 1984). So an epoch is as large as the disk is slow; there are no timers.
 *
 * <p>All methods may be called from any thread. None reacts to interrupts: the disk bounds how long
 * they wait. In an action given to {@link #whenDurable}, those that would wait for the sync thread
 * throw {@link LogException} instead.
 */
public final class SegmentLog implements AutoCloseable {
  private final LogDirectory directory;
  private final LogSettings settings;
  private final FatalError fatal;
  private final RecoveryReport recovery;
  private final Segments segments;
  private final SegmentWriter writer;
  private final Epochs epochs;
  private final Thread syncThread = new Thread(this::sync, "portals-log-sync");

  private SegmentLog(
      LogDirectory directory,
      LogSettings settings,
      FatalError fatal,
      RecoveryReport recovery,
      Segments segments,
      SegmentWriter writer) {
    this.directory = directory;
    this.settings = settings;
    this.fatal = fatal;
    this.recovery = recovery;
    this.segments = segments;
    this.writer = writer;
    epochs = new Epochs(directory.toString(), settings.epochBytes(), recovery.lastEpoch());
    syncThread.setDaemon(true);
  }

  /**
   * Locks a directory, creating it if there is none, replays the log in it and gets ready to
   * append. All that was replayed is durable when this returns. Memory is bounded by the largest
   * epoch.
   *
   * @param replay takes each entry, in order, on this thread
   * @param fatal told when the disk fails later on
   * @throws LogException if another log or process holds the directory, if the log is damaged (then
   *     no segment was changed) or if the disk fails
   */
  public static SegmentLog open(
      Path directory, LogSettings settings, EntryReader replay, FatalError fatal) {
    try {
      return start(new DiskDirectory(directory), settings, replay, fatal);
    } catch (IOException e) {
      throw cannotOpen(directory, e);
    }
  }

  /** As above, in a directory that is locked already; closes it when it fails. */
  static SegmentLog open(
      LogDirectory directory, LogSettings settings, EntryReader replay, FatalError fatal) {
    try {
      return start(directory, settings, replay, fatal);
    } catch (IOException e) {
      throw cannotOpen(directory, e);
    }
  }

  private static SegmentLog start(
      LogDirectory directory, LogSettings settings, EntryReader replay, FatalError fatal)
      throws IOException {
    try {
      var recovered = Recovery.run(directory, settings, replay);
      RecoveryReport report = recovered.report();
      var segments = new Segments(directory);
      long next = report.lastEpoch() + 1;
      var writer =
          SegmentWriter.open(directory, segments, settings.segmentBytes(), recovered.tail(), next);
      var log = new SegmentLog(directory, settings, fatal, report, segments, writer);
      log.syncThread.start();
      return log;
    } catch (Throwable e) {
      try {
        directory.close();
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  private static LogException cannotOpen(Object directory, IOException e) {
    return new LogException(
        e,
        "Cannot open the log in %s: %s. No entry was lost. Maybe the disk is full, or permissions"
            + " are wrong.",
        directory,
        e);
  }

  /** What opening found. */
  public RecoveryReport recovery() {
    return recovery;
  }

  /**
   * Adds an entry to the current epoch, in memory. Waits while the epoch is full and the one before
   * is not yet synced.
   *
   * @param length bytes, 0 to the settings' {@code entryBytes}
   * @return the number of the entry's epoch: durable once {@link #durableEpoch} has reached it
   * @throws LogException if the entry is too large, or the log is closed or has failed; it is not
   *     added then
   */
  public long append(byte[] bytes, int start, int length) {
    Objects.checkFromIndexSize(start, length, bytes.length);
    if (length > settings.entryBytes()) {
      throw new LogException(
          "An entry of %d bytes is larger than the %d that the log in %s takes. Nothing was"
              + " appended. Maybe raise entryBytes.",
          length, settings.entryBytes(), directory);
    }
    return epochs.append(bytes, start, length);
  }

  /**
   * The epoch of the newest entry: when it is durable, everything appended so far is. 0 in a new
   * log.
   */
  public long appendedEpoch() {
    return epochs.appended();
  }

  /** The newest epoch that is on the disk, with all before it. 0 in a new log. */
  public long durableEpoch() {
    return epochs.durable();
  }

  /**
   * Runs an action once an epoch is durable: at once on this thread if it is, else on the sync
   * thread, which runs the actions of lower epochs first and those of one epoch in the order they
   * were given. The next sync waits for actions, so they should be short. An action that throws
   * there ends the log as a failing disk does.
   *
   * @param epoch at most {@link #appendedEpoch}
   * @throws LogException if the log has failed or has no such epoch; the action will not run
   */
  public void whenDurable(long epoch, Runnable action) {
    epochs.whenDurable(epoch, action);
  }

  /**
   * Waits until an epoch is durable.
   *
   * @param epoch at most {@link #appendedEpoch}
   * @throws LogException if the log has no such epoch, or has failed or fails meanwhile: whether
   *     the epoch is on the disk is unknown then
   */
  public void awaitDurable(long epoch) {
    epochs.awaitDurable(epoch);
  }

  /** The bytes of the segments that are kept, with those of the newest that are not used yet. */
  public long bytes() {
    return segments.bytes();
  }

  /**
   * Removes the segments that hold only epochs below a durable one. What remains must say by itself
   * that it is whole: opening the log finds it as if it had always begun there.
   *
   * @param epoch from 1 to {@link #durableEpoch}
   * @throws LogException if there is no such epoch, or the disk fails: then some of the oldest
   *     segments are removed and the others are not
   */
  public void truncate(long epoch) {
    if (epoch < 1 || epoch > durableEpoch()) {
      throw new LogException(
          "The log in %s cannot be truncated below epoch %d: durable are those up to %d. Nothing"
              + " was removed.",
          directory, epoch, durableEpoch());
    }
    try {
      segments.removeBelow(epoch);
    } catch (IOException e) {
      throw new LogException(
          e,
          "Cannot remove old segments in %s: %s. Nothing that is needed was lost. Maybe permissions"
              + " are wrong.",
          directory,
          e);
    }
  }

  /**
   * Makes durable what was appended, runs its actions and releases the directory. Appends that wait
   * are refused. Closing again does nothing.
   *
   * @throws LogException if the log has failed; the directory is released nevertheless
   */
  @Override
  public void close() {
    if (!epochs.close()) {
      return;
    }
    awaitSyncThread();
    try (directory;
        writer) {
      epochs.checkFailure();
    } catch (IOException e) {
      throw new LogException(e, "Cannot close the log in %s: %s.", directory, e);
    }
  }

  private void awaitSyncThread() {
    boolean interrupted = false;
    while (syncThread.isAlive()) {
      try {
        syncThread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The sync thread. Whatever it meets, an error included, ends the log rather than leave it
   * silent.
   */
  private void sync() {
    try {
      for (EpochBuffer taken = epochs.take(); taken != null; taken = epochs.take()) {
        writer.write(taken.sealed(), taken.number());
        epochs.becameDurable(taken);
        taken.actions().forEach(Runnable::run);
        writer.prepare();
      }
    } catch (Throwable e) {
      var error =
          new LogException(
              e,
              "The log failed at %s, after epoch %d: %s. Later epochs were not acknowledged, and"
                  + " nothing more is accepted. Maybe free disk space or check the disk, then start"
                  + " the process anew: what was acknowledged is kept.",
              writer,
              epochs.durable(),
              e);
      epochs.fail(error);
      fatal.failed(error);
    }
  }
}
