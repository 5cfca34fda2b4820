package dev.portals.plan;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a text must be to be a key: at most 2,048 bytes of UTF-8 (RFC 3629), for it is stored with
 * all that follows.
 */
public final class KeyText {
  /** The most bytes of UTF-8 that a key may have. */
  public static final int MOST_BYTES = 2_048;

  private KeyText() {}

  /**
   * What keeps a text from being a key, to stand behind its name in a message; empty if nothing
   * does.
   */
  public static Optional<String> problem(@Nullable String key) {
    if (key == null) {
      return Optional.of("is null");
    }
    var bytes = 0L;
    for (var at = 0; at < key.length(); at++) {
      var character = key.charAt(at);
      if (Character.isHighSurrogate(character)
          && at + 1 < key.length()
          && Character.isLowSurrogate(key.charAt(at + 1))) {
        bytes += 4;
        at++;
      } else if (Character.isSurrogate(character)) {
        return Optional.of("has half of a surrogate pair, which is no text");
      } else {
        bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : 3;
      }
    }
    return bytes <= MOST_BYTES
        ? Optional.empty()
        : Optional.of("is " + bytes + " bytes of UTF-8, the limit is " + MOST_BYTES);
  }
}
