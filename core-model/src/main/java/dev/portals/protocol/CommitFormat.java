package dev.portals.protocol;

import dev.portals.codec.Bytes;
import dev.portals.codec.Codec;
import dev.portals.codec.CodecException;
import dev.portals.codec.Codecs;

/** Commits as bytes: the derived codec, so that fields may be added and removed. */
public final class CommitFormat {
  private static final Codec<Commit> CODEC =
      Codecs.builder().add(Commit.class, "commit").build().of(Commit.class);

  /** About what an entry takes without user data. */
  private static final int ENTRY_BYTES = 100;

  private CommitFormat() {}

  public static Bytes encode(Commit commit) {
    return Codecs.encode(CODEC, commit, ENTRY_BYTES * (1 + commit.entries().size()));
  }

  /**
   * Reads a stored commit.
   *
   * @throws CodecException if the bytes are no commit
   */
  public static Commit decode(Bytes bytes) {
    return Codecs.decode(CODEC, bytes);
  }
}
