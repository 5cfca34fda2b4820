package dev.portals.protocol;

import dev.portals.codec.Bytes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The first 64 bits of the SHA-256 (FIPS 180-4) of a payload's bytes (replier rule 6). */
public final class PayloadHash {
  private PayloadHash() {}

  public static long of(Bytes payload) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(payload.toByteArray());
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
