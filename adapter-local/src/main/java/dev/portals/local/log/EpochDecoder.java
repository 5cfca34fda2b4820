package dev.portals.local.log;

import java.nio.ByteBuffer;

/** Hands out the entries of epochs. Keeps one buffer that grows to the largest epoch met. */
final class EpochDecoder {
  private byte[] payload = new byte[0];

  /** Whether {@code epoch}, of exactly the header's extent, is as it was written. */
  static boolean isIntact(ByteBuffer epoch) {
    int crcAt = epoch.limit() - EpochHeader.CRC_SIZE;
    return epoch.getInt(crcAt) == EpochHeader.crc(epoch, crcAt);
  }

  /**
   * Reads the entries of an intact epoch in order.
   *
   * @return whether the payload is made of exactly the entries the header counts
   */
  boolean read(EpochHeader header, ByteBuffer epoch, EntryReader reader) {
    int end = header.payloadLength();
    gather(epoch, end);
    var lengths = ByteBuffer.wrap(payload, 0, end);
    int at = 0;
    for (int entry = 0; entry < header.entries(); entry++) {
      if (end - at < Integer.BYTES) {
        return false;
      }
      int length = lengths.getInt(at);
      at += Integer.BYTES;
      if (length < 0 || length > end - at) {
        return false;
      }
      reader.entry(header.number(), payload, at, length);
      at += length;
    }
    return at == end;
  }

  private void gather(ByteBuffer epoch, int length) {
    if (payload.length < length) {
      payload = new byte[length];
    }
    int at = EpochHeader.SIZE;
    for (int done = 0; done < length; ) {
      if (at % Sector.SIZE == 0) {
        at++;
      }
      int part = Math.min(length - done, Sector.SIZE - at % Sector.SIZE);
      epoch.get(at, payload, done, part);
      at += part;
      done += part;
    }
  }
}
