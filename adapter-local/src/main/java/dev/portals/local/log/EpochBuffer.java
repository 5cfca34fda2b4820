package dev.portals.local.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One epoch that is being filled, in the form it will have on disk. Not thread-safe: the log's lock
 * guards it.
 */
final class EpochBuffer {
  private final ByteBuffer bytes;
  private final List<Runnable> actions = new ArrayList<>();
  private long number;
  private int entries;
  private int payloadLength;

  /**
   * A buffer for epochs of at most {@code capacity} bytes on disk, a multiple of the sector size.
   */
  EpochBuffer(int capacity) {
    // Aligned, so that a write the kernel cuts at a page of its source is cut between sectors.
    bytes =
        ByteBuffer.allocateDirect(capacity + Sector.SIZE)
            .alignedSlice(Sector.SIZE)
            .slice(0, capacity);
  }

  /** Bytes of payload that an entry takes. */
  static long payloadOf(int entryLength) {
    return (long) Integer.BYTES + entryLength;
  }

  static boolean holds(int capacity, long payloadLength) {
    return EpochHeader.extent(payloadLength) <= capacity;
  }

  /** Forgets what it held and starts an empty epoch. */
  void begin(long epoch) {
    number = epoch;
    entries = 0;
    payloadLength = 0;
    actions.clear();
    bytes.clear().position(EpochHeader.SIZE);
  }

  long number() {
    return number;
  }

  boolean isEmpty() {
    return entries == 0;
  }

  /** To be run once this epoch is durable, in this order. */
  List<Runnable> actions() {
    return actions;
  }

  boolean fits(int entryLength) {
    return holds(bytes.limit(), payloadLength + payloadOf(entryLength));
  }

  /** Adds an entry that {@link #fits}. */
  void add(byte[] source, int start, int length) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      put((byte) (length >>> shift));
    }
    for (int done = 0; done < length; ) {
      lead();
      int part = Math.min(length - done, Sector.SIZE - bytes.position() % Sector.SIZE);
      bytes.put(source, start + done, part);
      done += part;
    }
    payloadLength += (int) payloadOf(length);
    entries++;
  }

  /** The finished epoch, ready to be written. Nothing can be added until it begins anew. */
  ByteBuffer sealed() {
    var header = new EpochHeader(EpochHeader.VERSION, number, payloadLength, entries);
    int crcAt = (int) header.extent() - EpochHeader.CRC_SIZE;
    header.write(bytes);
    while (bytes.position() < crcAt) {
      put((byte) 0);
    }
    bytes.putInt(EpochHeader.crc(bytes, crcAt));
    return bytes.duplicate().flip();
  }

  private void put(byte value) {
    lead();
    bytes.put(value);
  }

  private void lead() {
    if (bytes.position() % Sector.SIZE == 0) {
      bytes.put(Sector.FURTHER);
    }
  }
}
