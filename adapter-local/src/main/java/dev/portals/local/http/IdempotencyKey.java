package dev.portals.local.http;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header of draft-ietf-httpapi-idempotency-key-header-07, a quoted string; many send it bare,
 * which is taken too.
 */
final class IdempotencyKey {
  private static final Pattern QUOTED = Pattern.compile("\"([^\"\\\\]*)\"");
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e&&[^\"\\\\]]{1,255}");

  private IdempotencyKey() {}

  /** The key in the header, or a random one if there is none. */
  static String of(@Nullable String header) {
    if (header == null) {
      return UUID.randomUUID().toString();
    }
    var quoted = QUOTED.matcher(header.strip());
    var key = quoted.matches() ? quoted.group(1) : header.strip();
    if (!KEY.matcher(key).matches()) {
      throw new RefusedException(
          400,
          "Idempotency-Key is %d characters. Maybe 1 to 255 of visible ASCII, without quotes inside"
              .formatted(key.length()));
    }
    return key;
  }
}
