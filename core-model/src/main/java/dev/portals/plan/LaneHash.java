package dev.portals.plan;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Which lane a key belongs to: CRC-32C of its UTF-8 bytes, alike in every version (RFC 3720,
 * appendix B.4).
 */
public final class LaneHash {
  private LaneHash() {}

  /** A lane from 0 to {@code lanes} - 1. */
  public static int lane(String key, int lanes) {
    if (lanes == 1) {
      return 0;
    }
    var crc = new CRC32C();
    crc.update(key.getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % lanes);
  }
}
