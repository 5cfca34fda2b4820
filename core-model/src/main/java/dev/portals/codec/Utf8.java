package dev.portals.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** UTF-8 that refuses what the JDK's {@code String} replaces by a question mark (RFC 3629). */
final class Utf8 {
  /** The most bytes one {@code char} takes: a pair of chars takes four. */
  static final int MOST_PER_CHAR = 3;

  private Utf8() {}

  /** How many bytes {@code text} takes. */
  static long size(String text) {
    int length = text.length();
    long size = length;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        size += c < 0x800 || Character.isSurrogate(c) ? 1 : 2; // each half of a pair takes two
      }
    }
    return size;
  }

  /** Writes {@code text} at {@code at} into an array with room for it; returns where it ends. */
  static int write(String text, byte[] array, int at) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        array[at++] = (byte) c;
      } else if (c < 0x800) {
        array[at++] = (byte) (0xC0 | c >> 6);
        array[at++] = (byte) (0x80 | c & 0x3F);
      } else if (!Character.isSurrogate(c)) {
        array[at++] = (byte) (0xE0 | c >> 12);
        array[at++] = (byte) (0x80 | c >> 6 & 0x3F);
        array[at++] = (byte) (0x80 | c & 0x3F);
      } else {
        int point = text.codePointAt(i++);
        if (!Character.isSupplementaryCodePoint(point)) {
          throw new CodecException(
              "the text has half of a surrogate pair at char "
                  + (i - 1)
                  + ", which UTF-8 cannot say");
        }
        array[at++] = (byte) (0xF0 | point >> 18);
        array[at++] = (byte) (0x80 | point >> 12 & 0x3F);
        array[at++] = (byte) (0x80 | point >> 6 & 0x3F);
        array[at++] = (byte) (0x80 | point & 0x3F);
      }
    }
    return at;
  }

  static String read(byte[] array, int start, int length) {
    int signs = 0;
    for (int i = start; i < start + length; i++) {
      signs |= array[i];
    }
    if (signs >= 0) { // ASCII: a plain copy
      return new String(array, start, length, StandardCharsets.ISO_8859_1);
    }
    try {
      var decoder = StandardCharsets.UTF_8.newDecoder(); // reports malformed input, unlike String
      return decoder.decode(ByteBuffer.wrap(array, start, length)).toString();
    } catch (CharacterCodingException e) {
      throw new CodecException("the text is not UTF-8 (" + e.getMessage() + ")", e);
    }
  }
}
