package dev.portals.local.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What a caller may send instead of what he should. */
final class BodyMutations {
  /** What is put where something else was, or between. */
  private static final List<String> PIECES =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1.5",
          "1e999999999",
          "1e-999999999",
          "-0.0",
          "NaN",
          "Infinity",
          "9".repeat(400),
          "9".repeat(2000),
          "9223372036854775808",
          "\"\"",
          "\"x\"",
          "[]",
          "{}",
          ",",
          ":",
          "\"",
          "\\",
          "\\u0000",
          "\\ud800",
          "\u0000",
          "\ufeff",
          "[".repeat(2_000),
          "{\"a\":".repeat(2_000),
          "\"Circle\"",
          "{\"Square\":{\"side\":1}}",
          "/**/",
          "'",
          "x".repeat(5_000),
          "\"1970-01-01T00:00:00Z\"",
          "\"+1000000000-12-31T23:59:59.999999999Z\"",
          "\"PT2562047788015215H30M7S\"",
          "1e400",
          "\"2024-02-30\"",
          "\"AA=A\"",
          "\"=\"");

  private final Random random;

  BodyMutations(long seed) {
    random = new Random(seed);
  }

  byte[] of(String good) {
    var body = good.getBytes(StandardCharsets.UTF_8);
    for (var times = 1 + random.nextInt(2); times > 0; times--) {
      body = mutate(body);
    }
    return body;
  }

  private byte[] mutate(byte[] body) {
    if (body.length == 0) {
      return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
    }
    var at = random.nextInt(body.length);
    var to = Math.min(body.length, at + 1 + random.nextInt(25));
    switch (random.nextInt(8)) {
      case 0:
        var flipped = body.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        return flipped;
      case 1:
        return Arrays.copyOf(body, at);
      case 2:
        return join(body, at, new byte[0], to);
      case 3:
        return join(body, to, Arrays.copyOfRange(body, at, to), to);
      case 4:
        var noise = new byte[1 + random.nextInt(8)];
        random.nextBytes(noise);
        return join(body, at, noise, to);
      case 5:
        return join(body, at, piece(), at);
      default:
        return value(body, at);
    }
  }

  /** Puts something else in the place of a value: between a colon and what ends the value. */
  private byte[] value(byte[] body, int from) {
    var start = from;
    while (start > 0 && body[start - 1] != ':') {
      start--;
    }
    var end = start;
    while (end < body.length && ",}]".indexOf(body[end]) < 0) {
      end++;
    }
    return join(body, start, piece(), end);
  }

  private byte[] piece() {
    return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[] body, int to, byte[] more, int from) {
    var out = new ByteArrayOutputStream();
    out.write(body, 0, to);
    out.writeBytes(more);
    out.write(body, from, body.length - from);
    return out.toByteArray();
  }
}
