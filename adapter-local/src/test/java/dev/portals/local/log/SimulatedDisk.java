package dev.portals.local.log;

import dev.portals.local.log.DiskTrouble.Operation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A directory on a disk behind a page cache, which meets one trouble for each process that opens a
 * log on it. Sectors are written whole or not at all, in any order until a sync. Names (created,
 * renamed) survive a loss of power in the order they were made, all of them only once the directory
 * is synced: what POSIX promises, and a journaling file system keeps. Safe for use by several
 * threads.
 */
public final class SimulatedDisk {
  private interface Action {
    void run() throws IOException;
  }

  private final SplittableRandom random;

  private final long syncNanos;

  /** What names the directory may hold after a loss of power; the last is what a process sees. */
  private final List<TreeMap<String, SimulatedFile>> names = new ArrayList<>();

  private final List<String> trace = new ArrayList<>();
  private int process;
  private int operations;
  private int at = Integer.MAX_VALUE;
  private @Nullable DiskTrouble trouble;
  private boolean struck;
  private boolean ended;
  private boolean full;

  /**
   * An empty one.
   *
   * @param seed decides what gets to the disk without a sync
   * @param syncNanos how long a sync takes: the longer, the further threads get ahead of it
   */
  public SimulatedDisk(long seed, long syncNanos) {
    random = new SplittableRandom(seed);
    this.syncNanos = syncNanos;
    names.add(new TreeMap<>());
  }

  /** The same disk as another machine would find it, without trouble to come. */
  public synchronized SimulatedDisk copy() {
    var copy = new SimulatedDisk(random.split().nextLong(), 0);
    copy.names.clear();
    var files = new IdentityHashMap<SimulatedFile, SimulatedFile>();
    for (var version : names) {
      var copied = new TreeMap<String, SimulatedFile>();
      version.forEach(
          (name, file) -> copied.put(name, files.computeIfAbsent(file, SimulatedFile::copy)));
      copy.names.add(copied);
    }
    return copy;
  }

  /**
   * The process that opens the log next meets this at its operation {@code at}, counted from 0, or
   * at the first one behind it that it can happen to.
   */
  public synchronized void plan(DiskTrouble planned, int operation) {
    trouble = planned;
    at = operation;
    struck = false;
  }

  /** Opens the log. Whoever had it open before can do nothing more. */
  public synchronized SegmentLog open(LogSettings settings, EntryReader replay, FatalError fatal) {
    process++;
    operations = 0;
    ended = false;
    trace.add("process " + process + " begins");
    return SegmentLog.open(new Directory(process), settings, replay, fatal);
  }

  /** Whether what was planned has happened. */
  public synchronized boolean isStruck() {
    return struck;
  }

  /** The process is gone, and the machine too if it lost power. Nothing is planned any more. */
  public synchronized void end() {
    process++;
    at = Integer.MAX_VALUE;
    if (struck && trouble != null && trouble.isPowerLoss()) {
      var left = names.get(random.nextInt(names.size()));
      names.clear();
      names.add(left);
      left.values().forEach(file -> file.losePower(random));
      trace.add("power comes back: " + sizes());
    }
    struck = false;
  }

  /**
   * The newest segment is as the one before it, as if a file were restored from another's backup.
   *
   * @return what undoes that; null if there are not two segments
   */
  public synchronized @Nullable Runnable makeNewestStale() {
    var segments = current().keySet().stream().filter(SegmentName::matches).toList();
    if (segments.size() < 2) {
      return null;
    }
    var newest = segments.get(segments.size() - 1);
    var older = segments.get(segments.size() - 2);
    var before = new TreeMap<>(current());
    var after = new TreeMap<>(current());
    after.put(newest, current().get(older).copy());
    become(after, newest + " is replaced by a copy of " + older);
    return () -> become(before, newest + " is put back");
  }

  private synchronized void become(TreeMap<String, SimulatedFile> files, String why) {
    names.clear();
    names.add(files);
    trace.add(why);
  }

  /** Notes something between what is done to the disk. */
  public synchronized void note(String what) {
    trace.add(what);
  }

  public synchronized boolean isFull() {
    return full;
  }

  public synchronized void makeRoom() {
    full = false;
  }

  /** What processes did with the disk, and what happened to it. */
  public synchronized List<String> trace() {
    return List.copyOf(trace);
  }

  private TreeMap<String, SimulatedFile> current() {
    return names.get(names.size() - 1);
  }

  private SortedMap<String, Long> sizes() {
    var sizes = new TreeMap<String, Long>();
    current().forEach((name, file) -> sizes.put(name, (long) file.size()));
    return sizes;
  }

  /** Does what a process asks for, or what becomes of it when it fails. */
  private synchronized void operate(
      int by, Operation operation, String what, Action whole, Action broken) throws IOException {
    if (by != process || ended) {
      throw new IOException("this process has ended");
    }
    var number = operations++;
    if (full && operation == Operation.GROW) {
      trace.add(number + " " + what + ": no room");
      throw new IOException("No space left on device");
    }
    var planned = trouble;
    if (planned == null || struck || number < at || !planned.concerns(operation)) {
      trace.add(number + " " + what);
      whole.run();
      return;
    }
    struck = true;
    trace.add(number + " " + what + ": " + planned);
    if (planned.isAfter()) {
      whole.run();
    } else if (!planned.isEndOfProcess()) {
      broken.run();
    }
    ended = planned.isEndOfProcess();
    full = planned == DiskTrouble.FULL_FOR_LONG;
    throw new IOException(
        switch (planned) {
          case FULL, FULL_FOR_LONG -> "No space left on device";
          case SYNC_FAILED, SYNC_FAILED_AND_CACHE_DROPPED, WRITE_FAILED -> "Input/output error";
          default -> "the process ends here";
        });
  }

  private final class Directory implements LogDirectory {
    private final int by;

    Directory(int by) {
      this.by = by;
    }

    @Override
    public SortedMap<String, Long> sizes() {
      synchronized (SimulatedDisk.this) {
        return SimulatedDisk.this.sizes();
      }
    }

    @Override
    public LogFile open(String name) throws IOException {
      synchronized (SimulatedDisk.this) {
        if (!current().containsKey(name)) {
          operate(
              by,
              Operation.GROW,
              "create " + name,
              () -> {
                var created = new TreeMap<>(current());
                created.put(name, new SimulatedFile());
                names.add(created);
              },
              () -> {});
        }
        return new File(by, name, current().get(name));
      }
    }

    @Override
    public void rename(String from, String to) throws IOException {
      operate(
          by,
          Operation.NAME,
          "rename " + from + " to " + to,
          () -> {
            var renamed = new TreeMap<>(current());
            renamed.put(to, renamed.remove(from));
            names.add(renamed);
          },
          () -> {});
    }

    @Override
    public void delete(String name) throws IOException {
      operate(
          by,
          Operation.NAME,
          "delete " + name,
          () -> {
            var kept = new TreeMap<>(current());
            kept.remove(name);
            names.add(kept);
          },
          () -> {});
    }

    @Override
    public void sync() throws IOException {
      operate(
          by,
          Operation.SYNC_NAMES,
          "sync names",
          () -> names.subList(0, names.size() - 1).clear(),
          () -> {});
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
      return "the simulated disk";
    }
  }

  private final class File implements LogFile {
    private final int by;
    private final String name;
    private final SimulatedFile file;

    File(int by, String name, SimulatedFile file) {
      this.by = by;
      this.name = name;
      this.file = file;
    }

    @Override
    public void read(ByteBuffer into, long position) throws IOException {
      synchronized (SimulatedDisk.this) {
        file.read(into, (int) position);
      }
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
      var length = from.remaining();
      var grows = position + length > file.size();
      var sectors = (length + Sector.SIZE - 1) / Sector.SIZE;
      operate(
          by,
          grows ? Operation.GROW : Operation.OVERWRITE,
          "write %d bytes at %d of %s".formatted(length, position, name),
          () -> file.write(from, (int) position, length),
          () -> file.write(from, (int) position, random.nextInt(sectors) * Sector.SIZE));
    }

    @Override
    public void force() throws IOException {
      if (syncNanos > 0) {
        LockSupport.parkNanos(syncNanos);
      }
      operate(
          by,
          Operation.SYNC,
          "sync %s with %d unsynced sectors".formatted(name, file.unsynced()),
          file::sync,
          () -> {
            file.syncSome(random);
            if (trouble == DiskTrouble.SYNC_FAILED_AND_CACHE_DROPPED) {
              file.dropCache();
            }
          });
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
      return name;
    }
  }
}
