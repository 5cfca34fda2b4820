package dev.portals.codec;

import java.util.zip.CRC32C;

/**
 * A CRC32C (RFC 3720, Castagnoli) behind bytes that are stored: about two fifths of all flipped
 * bits would still decode, to another value. It finds damage, not malice. Stateless.
 */
public final class Checked {
  private static final int SIZE = 4;

  private Checked() {}

  /** The bytes and their checksum, four bytes longer. */
  public static Bytes seal(Bytes bytes) {
    var out = new ByteWriter(bytes.size() + SIZE);
    out.raw(bytes);
    out.fixed32(checksum(bytes));
    return out.toBytes();
  }

  /**
   * The bytes that were sealed, sharing the array.
   *
   * @throws CodecException if the checksum is missing or is not that of the bytes
   */
  public static Bytes open(Bytes sealed) {
    if (sealed.size() < SIZE) {
      throw new CodecException(
          "checksum missing: " + sealed.size() + " bytes, and a checksum alone takes " + SIZE);
    }
    var bytes = sealed.slice(0, sealed.size() - SIZE);
    int stored = new ByteReader(sealed.slice(bytes.size(), sealed.size())).fixed32();
    int computed = checksum(bytes);
    if (stored != computed) {
      throw new CodecException(
          "checksum %08x is stored and %08x computed from %d bytes. Maybe they were damaged or torn"
              .formatted(stored, computed, bytes.size()));
    }
    return bytes;
  }

  private static int checksum(Bytes bytes) {
    var crc = new CRC32C();
    crc.update(bytes.array, bytes.start, bytes.size());
    return (int) crc.getValue();
  }
}
