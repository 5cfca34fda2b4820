package dev.portals.engine;

import dev.portals.PortalsException;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What user code may give as a key: it is stored with all that follows from it. */
final class Keys {
  private static final int LONGEST = 2_048;

  private Keys() {}

  /** A key, or an exception that says what is wrong with it. */
  static String require(@Nullable String key, Object what) {
    if (key == null) {
      throw new PortalsException("the key of " + what + " is null");
    }
    try {
      var bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(key)).remaining();
      if (bytes > LONGEST) {
        throw new PortalsException(
            "the key of "
                + what
                + " has "
                + bytes
                + " bytes, the limit is "
                + LONGEST
                + ". Maybe a shorter one, or a hash of it");
      }
    } catch (CharacterCodingException half) {
      throw new PortalsException(
          "the key of " + what + " holds half of a surrogate pair. Maybe cut text at code points",
          half);
    }
    return key;
  }
}
