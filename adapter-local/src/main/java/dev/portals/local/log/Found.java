package dev.portals.local.log;

import java.nio.ByteBuffer;

/** What a segment holds at some position. Damage is not among it: that is an exception. */
sealed interface Found {
  /** The epoch that was expected, as it was written. {@code bytes} is valid until the next read. */
  record Complete(EpochHeader header, ByteBuffer bytes) implements Found {}

  /** No epoch: zeros up to the end of the file. */
  record End() implements Found {}

  /** An epoch that lacks sectors; {@code bytes} reach to the end of the last sector it has. */
  record Torn(long bytes) implements Found {}
}
