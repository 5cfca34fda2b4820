package dev.portals.local.log;

import java.nio.ByteBuffer;

/**
 * The unit that a disk writes whole or not at all, and the byte each sector of an epoch starts
 * with.
 */
final class Sector {
  /** Bytes. Disks with larger physical sectors write whole multiples of this. */
  static final int SIZE = 512;

  /** Leads the first sector of an epoch; part of the magic. */
  static final byte FIRST = 0x50;

  /**
   * Leads every further sector of an epoch. Several bits away from {@link #FIRST} and from zero.
   */
  static final byte FURTHER = (byte) 0xA5;

  private static final int CARRIED = SIZE - 1;

  private Sector() {}

  /** Bytes on disk of whole sectors that carry {@code bytes} bytes besides their leading ones. */
  static long extent(long bytes) {
    return (bytes + CARRIED - 1) / CARRIED * SIZE;
  }

  /** Whether all of {@code bytes} from index {@code from} to {@code to} (exclusive) is zero. */
  static boolean isZero(ByteBuffer bytes, int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      if (bytes.getLong(at) != 0) {
        return false;
      }
    }
    for (; at < to; at++) {
      if (bytes.get(at) != 0) {
        return false;
      }
    }
    return true;
  }
}
