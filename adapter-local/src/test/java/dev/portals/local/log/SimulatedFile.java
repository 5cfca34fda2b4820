package dev.portals.local.log;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/** The sectors of a file: those that a reader sees, those on the disk, and which may differ. */
final class SimulatedFile {
  private byte[] cache = new byte[0];
  private byte[] disk = new byte[0];
  private BitSet dirty = new BitSet();

  SimulatedFile copy() {
    var copy = new SimulatedFile();
    copy.cache = cache.clone();
    copy.disk = disk.clone();
    copy.dirty = (BitSet) dirty.clone();
    return copy;
  }

  int size() {
    return cache.length;
  }

  int unsynced() {
    return dirty.cardinality();
  }

  void read(ByteBuffer into, int position) throws EOFException {
    if (position + into.remaining() > cache.length) {
      throw new EOFException("end of file");
    }
    into.put(cache, position, into.remaining());
  }

  void write(ByteBuffer from, int position, int length) {
    var end = position + length;
    cache = Arrays.copyOf(cache, Math.max(end, cache.length));
    from.get(cache, position, length);
    dirty.set(position / Sector.SIZE, (end + Sector.SIZE - 1) / Sector.SIZE);
  }

  /** Writes what is unsynced; what counts as clean is not written, be it on the disk or not. */
  void sync() {
    disk = Arrays.copyOf(disk, cache.length);
    dirty.stream().forEach(this::write);
    dirty.clear();
  }

  private void write(int sector) {
    var start = sector * Sector.SIZE;
    var length = Math.min(Sector.SIZE, disk.length - start);
    if (length > 0) {
      System.arraycopy(cache, start, disk, start, length);
    }
  }

  /** Some of the unsynced sectors get to the disk; all count as synced. */
  void syncSome(RandomGenerator random) {
    leave(random);
    dirty.clear();
  }

  void dropCache() {
    cache = disk.clone();
    dirty.clear();
  }

  /**
   * Of the unsynced sectors, and of the length, any may have got to the disk: none, all or some.
   */
  private void leave(RandomGenerator random) {
    var often = random.nextInt(4);
    disk = Arrays.copyOf(disk, often == 0 ? disk.length : cache.length);
    dirty.stream().filter(sector -> random.nextInt(3) < often).forEach(this::write);
  }

  void losePower(RandomGenerator random) {
    leave(random);
    dropCache();
  }
}
