package dev.portals.codec;

/**
 * Reads what {@link ByteWriter} wrote, from the beginning to an end it never passes: every read
 * checks, and throws a {@link CodecException} instead. For one thread at a time.
 *
 * <p>A codec for a class that is not yours gets a reader that ends where its value ends.
 */
public final class ByteReader {
  static final int MAX_DEPTH = 200;

  private final byte[] array;
  private final int start;
  private int position;
  private int limit;
  private int depth;

  /** Reads these bytes. */
  public ByteReader(Bytes bytes) {
    array = bytes.array;
    start = bytes.start;
    position = start;
    limit = start + bytes.size();
  }

  /** How many bytes are left. */
  public int remaining() {
    return limit - position;
  }

  /** How many bytes were read. */
  public int position() {
    return position - start;
  }

  /** One byte, from -128 to 127. */
  public byte fixed8() {
    return array[advance(1)];
  }

  /** Four bytes, highest first. */
  public int fixed32() {
    int at = advance(4);
    return array[at] << 24
        | (array[at + 1] & 0xFF) << 16
        | (array[at + 2] & 0xFF) << 8
        | array[at + 3] & 0xFF;
  }

  /** Eight bytes, highest first. */
  public long fixed64() {
    return (long) fixed32() << 32 | fixed32() & 0xFFFFFFFFL;
  }

  /** An unsigned integer of 1 to 10 bytes; what is above 2^63 comes out negative. */
  public long varint() {
    int at = position;
    if (at < limit && array[at] >= 0) { // most are a length of one byte or a number of three
      position = at + 1;
      return array[at];
    }
    if (limit - at >= 3) {
      byte first = array[at];
      byte second = array[at + 1];
      if (second >= 0) {
        position = at + 2;
        return (long) second << 7 | first & 0x7F;
      }
      byte third = array[at + 2];
      if (third >= 0) {
        position = at + 3;
        return (long) third << 14 | (second & 0x7F) << 7 | first & 0x7F;
      }
    }
    return longVarint();
  }

  /** A signed integer of 1 to 10 bytes. */
  public long zigzag() {
    long value = varint();
    return value >>> 1 ^ -(value & 1);
  }

  /** A signed integer as {@link #zigzag()}, refused unless it is in {@code [min, max]}. */
  public long zigzag(long min, long max) {
    return within(zigzag(), min, max);
  }

  /** An unsigned integer as {@link #varint()}, refused unless it is in {@code [0, max]}. */
  public int varint(int max) {
    return (int) within(varint(), 0, max);
  }

  /** A text with its length. */
  public String string() {
    int length = length();
    return Utf8.read(array, advance(length), length);
  }

  /** All that remains, as a text. */
  public String utf8() {
    int length = remaining();
    return Utf8.read(array, advance(length), length);
  }

  /** Bytes with their length, sharing the array. */
  public Bytes bytes() {
    int length = length();
    return length == 0 ? Bytes.EMPTY : new Bytes(array, advance(length), length);
  }

  /** All that remains, sharing the array. */
  public Bytes raw() {
    int length = remaining();
    return length == 0 ? Bytes.EMPTY : new Bytes(array, advance(length), length);
  }

  /**
   * Reads a length and narrows the reader to so many bytes; what it returns goes to {@link #leave}.
   */
  int enter() {
    if (++depth > MAX_DEPTH) {
      throw tooDeep();
    }
    return open();
  }

  /** Narrows the reader to a value that is not nested in another one. */
  int open() {
    int length = length();
    int outer = limit;
    limit = position + length;
    return outer;
  }

  /** Widens the reader again; the nested value must have been read to its end. */
  void leave(int outer) {
    close(outer);
    depth--;
  }

  /** Widens the reader again behind what was opened. */
  void close(int outer) {
    if (position != limit) {
      throw new CodecException(remaining() + " bytes are left behind a value that ended");
    }
    limit = outer;
  }

  /** Skips a length and so many bytes. */
  void skip() {
    advance(length());
  }

  /** The array read from; positions in it are those of {@link #index()}. */
  byte[] array() {
    return array;
  }

  /** Where in {@link #array()} the next byte is. */
  int index() {
    return position;
  }

  static CodecException tooDeep() {
    return new CodecException(
        "the value is nested more than " + MAX_DEPTH + " deep. Maybe a list instead of a chain");
  }

  private int length() {
    long length = varint();
    if (length < 0 || length > limit - position) {
      throw new CodecException(
          "a length of "
              + Long.toUnsignedString(length)
              + " bytes, where "
              + (limit - position)
              + " are left");
    }
    return (int) length;
  }

  private int advance(int length) {
    int at = position;
    if (length > limit - at) {
      throw new CodecException(length + " bytes are needed, where " + (limit - at) + " are left");
    }
    position = at + length;
    return at;
  }

  private long longVarint() {
    long value = 0;
    int at = position;
    for (int shift = 0; shift < 64 && at < limit; shift += 7) {
      byte next = array[at++];
      if (shift == 63 && (next & ~1) != 0) {
        throw new CodecException("an integer of more than 64 bits");
      }
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        position = at;
        return value;
      }
    }
    position = at;
    return fixed8(); // there is none: it says so
  }

  private static long within(long value, long min, long max) {
    if (value < min || value > max) {
      throw new CodecException(value + " is not from " + min + " to " + max);
    }
    return value;
  }
}
