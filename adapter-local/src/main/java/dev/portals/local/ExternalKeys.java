package dev.portals.local;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What those outside may give as a key: it is kept with every answer, for a day. */
final class ExternalKeys {
  private static final int MOST_BYTES = 2_048;

  private ExternalKeys() {}

  /**
   * A key of 1 to 2,048 bytes of UTF-8.
   *
   * @param what names the key in the message
   * @throws AskRefusedException for any other, also for text that UTF-8 cannot say
   */
  static String require(String what, @Nullable String key) {
    if (key == null) {
      throw refused(what + " is null");
    }
    if (key.isEmpty()) {
      throw refused(what + " is empty");
    }
    // a char takes at least a byte: what is longer than the limit need not be encoded
    var bytes = key.length() > MOST_BYTES ? key.length() : bytes(what, key);
    if (bytes > MOST_BYTES) {
      throw refused(what + " is " + bytes + " bytes or more");
    }
    return key;
  }

  private static int bytes(String what, String key) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(key)).remaining();
    } catch (CharacterCodingException half) {
      throw refused(what + " has half of a surrogate pair, which is no text");
    }
  }

  private static AskRefusedException refused(String problem) {
    return new AskRefusedException(
        AskRefusedException.Reason.BAD_KEY,
        "%s; nothing was asked. Maybe 1 to %,d bytes of UTF-8, or a hash of it"
            .formatted(problem, MOST_BYTES));
  }
}
