package dev.portals.local.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The first bytes of an epoch; see the package description for the format. */
record EpochHeader(int version, long number, int payloadLength, int entries) {
  static final int SIZE = 28;
  static final int VERSION = 1;
  static final int CRC_SIZE = Integer.BYTES;

  private static final int MAGIC = Sector.FIRST << 24 | 0x4C4F47;
  private static final int CRC_AT = SIZE - CRC_SIZE;

  /** Bytes on disk of an epoch with so many bytes of payload, a multiple of the sector size. */
  static long extent(long payloadLength) {
    // One header byte is the leading byte of its sector, which extent() does not count.
    return Sector.extent(SIZE - 1 + payloadLength + CRC_SIZE);
  }

  long extent() {
    return extent(payloadLength);
  }

  /** Writes the header to the first bytes of {@code epoch}; its position stays. */
  void write(ByteBuffer epoch) {
    epoch.putInt(0, MAGIC);
    epoch.putInt(4, version);
    epoch.putLong(8, number);
    epoch.putInt(16, payloadLength);
    epoch.putInt(20, entries);
    epoch.putInt(CRC_AT, crc(epoch, CRC_AT));
  }

  /** Whether the first bytes of {@code epoch} are a header that is as it was written. */
  static boolean isIntact(ByteBuffer epoch) {
    return epoch.getInt(0) == MAGIC && epoch.getInt(CRC_AT) == crc(epoch, CRC_AT);
  }

  /** Reads a header that is intact. */
  static EpochHeader read(ByteBuffer epoch) {
    return new EpochHeader(epoch.getInt(4), epoch.getLong(8), epoch.getInt(16), epoch.getInt(20));
  }

  /** CRC32C (RFC 3720, appendix B.4) of the first {@code length} bytes. */
  static int crc(ByteBuffer bytes, int length) {
    var crc = new CRC32C();
    crc.update(bytes.duplicate().limit(length).position(0));
    return (int) crc.getValue();
  }
}
