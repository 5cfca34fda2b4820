package dev.portals.local.log;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * A directory in memory, with a page cache before the disk: {@code force} moves what was written to
 * the disk, and a crash leaves any subset of the other sectors.
 */
final class FakeDisk implements LogDirectory {
  /** One file: what a reader sees, what the disk has, and which sectors differ. */
  private static final class Content {
    byte[] cache = new byte[0];
    byte[] disk = new byte[0];
    BitSet dirty = new BitSet();
  }

  private static final int UNLIMITED = 1 << 30;

  private final TreeMap<String, Content> files = new TreeMap<>();
  private long room = UNLIMITED;
  private boolean failing;
  private boolean stopping;
  private int allowed = UNLIMITED;
  private int held;
  private int forced;

  /** From now on every force of a segment waits for {@link #allowForce}. */
  synchronized void holdForces() {
    allowed = 0;
  }

  /** Lets one more force go on. */
  synchronized void allowForce() {
    allowed++;
    notifyAll();
  }

  synchronized void releaseForces() {
    allowed = UNLIMITED;
    notifyAll();
  }

  /** Returns once a force waits to be allowed. */
  synchronized void awaitHeldForce() throws InterruptedException {
    while (held == 0) {
      wait();
    }
  }

  /** Segment forces that succeeded. */
  synchronized int forced() {
    return forced;
  }

  /**
   * From now on every force of a segment fails, and what it should have written counts as clean: so
   * does Linux.
   */
  synchronized void failForces() {
    failing = true;
  }

  /**
   * From now on every force of a segment fails as if the process ended in it: what was written
   * stays in the cache.
   */
  synchronized void stopAtForce() {
    stopping = true;
  }

  /** From now on files can grow by only so many bytes. */
  synchronized void limitRoom(long bytes) {
    room = bytes;
  }

  synchronized void repair() {
    failing = false;
    stopping = false;
    room = UNLIMITED;
  }

  /**
   * A loss of power: of the unsynced sectors, counted from 0 in each file, those given reach the
   * disk.
   */
  synchronized void crash(IntPredicate survives) {
    for (Content file : files.values()) {
      byte[] disk = Arrays.copyOf(file.disk, file.cache.length);
      int counted = 0;
      for (int sector = file.dirty.nextSetBit(0); sector >= 0; ) {
        if (survives.test(counted++)) {
          copySector(file.cache, disk, sector);
        }
        sector = file.dirty.nextSetBit(sector + 1);
      }
      file.disk = disk;
      file.cache = disk.clone();
      file.dirty.clear();
    }
  }

  /** The number of sectors that a crash could lose. */
  synchronized int unsyncedSectors() {
    return files.values().stream().mapToInt(file -> file.dirty.cardinality()).sum();
  }

  synchronized FakeDisk copy() {
    var copy = new FakeDisk();
    files.forEach(
        (name, file) -> {
          var content = new Content();
          content.cache = file.cache.clone();
          content.disk = file.disk.clone();
          content.dirty = (BitSet) file.dirty.clone();
          copy.files.put(name, content);
        });
    return copy;
  }

  /** What a reader sees of a file. */
  synchronized byte[] content(String name) {
    return files.get(name).cache.clone();
  }

  /** Replaces or creates a file, on the disk too. */
  synchronized void replace(String name, byte[] bytes) {
    var content = new Content();
    content.cache = bytes.clone();
    content.disk = bytes.clone();
    files.put(name, content);
  }

  synchronized void remove(String name) {
    files.remove(name);
  }

  synchronized boolean sameAs(FakeDisk that) {
    return files.keySet().equals(that.files.keySet())
        && files.keySet().stream()
            .allMatch(name -> Arrays.equals(files.get(name).cache, that.files.get(name).cache));
  }

  @Override
  public synchronized SortedMap<String, Long> sizes() {
    var sizes = new TreeMap<String, Long>();
    files.forEach((name, file) -> sizes.put(name, (long) file.cache.length));
    return sizes;
  }

  @Override
  public synchronized LogFile open(String name) {
    return new File(name, files.computeIfAbsent(name, absent -> new Content()));
  }

  @Override
  public synchronized void rename(String from, String to) {
    files.put(to, files.remove(from));
  }

  @Override
  public synchronized void delete(String name) {
    files.remove(name);
  }

  @Override
  public void sync() {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return "the fake disk";
  }

  private void awaitPermission() throws IOException {
    held++;
    notifyAll();
    try {
      while (allowed == 0) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
    held--;
    allowed--;
  }

  private static void copySector(byte[] from, byte[] to, int sector) {
    int start = sector * Sector.SIZE;
    System.arraycopy(from, start, to, start, Math.min(Sector.SIZE, to.length - start));
  }

  private final class File implements LogFile {
    private final String name;
    private final Content file;

    File(String name, Content file) {
      this.name = name;
      this.file = file;
    }

    @Override
    public void read(ByteBuffer into, long position) throws IOException {
      synchronized (FakeDisk.this) {
        if (position + into.remaining() > file.cache.length) {
          throw new EOFException("end of " + name);
        }
        into.put(file.cache, (int) position, into.remaining());
      }
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
      synchronized (FakeDisk.this) {
        int wanted = (int) position + from.remaining();
        int end = (int) Math.min(wanted, file.cache.length + room);
        room -= Math.max(0, end - file.cache.length);
        file.cache = Arrays.copyOf(file.cache, Math.max(end, file.cache.length));
        from.get(file.cache, (int) position, end - (int) position);
        file.dirty.set((int) position / Sector.SIZE, (end + Sector.SIZE - 1) / Sector.SIZE);
        if (end < wanted) {
          throw new IOException("No space left on device");
        }
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (FakeDisk.this) {
        // A file that is being prepared is not yet a segment.
        if (files.get(SegmentName.NEXT) != file) {
          forceSegment();
        }
        byte[] disk = Arrays.copyOf(file.disk, file.cache.length);
        file.dirty.stream().forEach(sector -> copySector(file.cache, disk, sector));
        file.disk = disk;
        file.dirty.clear();
      }
    }

    private void forceSegment() throws IOException {
      awaitPermission();
      if (stopping) {
        throw new IOException("the process ended here");
      }
      if (failing) {
        file.dirty.clear();
        throw new IOException("Input/output error");
      }
      forced++;
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
      return name;
    }
  }
}
