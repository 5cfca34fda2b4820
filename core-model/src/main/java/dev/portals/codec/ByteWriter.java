package dev.portals.codec;

import java.util.Arrays;

/**
 * A growing buffer to write bytes into; {@link #clear} makes it ready for reuse. No write allocates
 * but to grow. For one thread at a time.
 *
 * <p>Integers are LEB128: seven bits a byte, lowest first, the eighth bit says that more follow.
 */
public final class ByteWriter {
  private static final int LARGEST = Integer.MAX_VALUE - 8; // the longest array every JVM can make

  private byte[] array;
  private int size;
  private int depth;

  /** An empty writer with room for 64 bytes. */
  public ByteWriter() {
    this(64);
  }

  /** An empty writer with room for {@code capacity} bytes before it grows. */
  public ByteWriter(int capacity) {
    array = new byte[Math.max(capacity, 16)];
  }

  /** How many bytes were written. */
  public int size() {
    return size;
  }

  /** Forgets what was written, also what a failed write left, and keeps the buffer. */
  public void clear() {
    size = 0;
    depth = 0;
  }

  /** A copy of what was written. */
  public Bytes toBytes() {
    return Bytes.of(Arrays.copyOf(array, size));
  }

  /** One byte, the lowest of {@code value}. */
  public void fixed8(int value) {
    ensure(1);
    array[size++] = (byte) value;
  }

  /** Four bytes, highest first. */
  public void fixed32(int value) {
    ensure(4);
    array[size++] = (byte) (value >> 24);
    array[size++] = (byte) (value >> 16);
    array[size++] = (byte) (value >> 8);
    array[size++] = (byte) value;
  }

  /** Eight bytes, highest first. */
  public void fixed64(long value) {
    fixed32((int) (value >> 32));
    fixed32((int) value);
  }

  /** An unsigned integer in 1 (below 128) to 10 bytes. A negative one is read as above 2^63. */
  public void varint(long value) {
    ensure(10);
    size = varint(array, size, value);
  }

  /** A signed integer in 1 (-64 to 63) to 10 bytes: 0, -1, 1, -2 … are 0, 1, 2, 3 … as varint. */
  public void zigzag(long value) {
    varint(value << 1 ^ value >> 63);
  }

  /**
   * A text as UTF-8, its length in bytes first.
   *
   * @throws CodecException if the text holds half of a surrogate pair
   */
  public void string(String text) {
    int mark = begin();
    utf8(text);
    end(mark);
  }

  /** A text as UTF-8 without a length: for what ends where the reader's bytes end. */
  public void utf8(String text) {
    if ((long) text.length() * Utf8.MOST_PER_CHAR > array.length - size) {
      ensure(Utf8.size(text)); // counted only where it decides: most texts fit as they are
    }
    size = Utf8.write(text, array, size);
  }

  /** Bytes, their length first. */
  public void bytes(Bytes bytes) {
    varint(bytes.size());
    raw(bytes);
  }

  /** Bytes without a length: for what ends where the reader's bytes end. */
  public void raw(Bytes bytes) {
    ensure(bytes.size());
    System.arraycopy(bytes.array, bytes.start, array, size, bytes.size());
    size += bytes.size();
  }

  /**
   * Begins a nested value whose length is not known yet. One byte is kept free for the length,
   * which {@link #end} fills in; only values of 128 bytes and more are moved to make room.
   */
  int begin() {
    if (++depth > ByteReader.MAX_DEPTH) {
      throw ByteReader.tooDeep();
    }
    return open();
  }

  /** Begins a value with a length that is not nested in another one. */
  int open() {
    ensure(1);
    return size++;
  }

  /** Begins a nested value behind its 21-bit number. */
  int begin(int number) {
    ensure(4);
    if (number < 1 << 14) {
      size = varint(array, size, number);
    } else { // nearly all of them
      array[size++] = (byte) (number | 0x80);
      array[size++] = (byte) (number >> 7 | 0x80);
      array[size++] = (byte) (number >> 14);
    }
    return begin();
  }

  /** Ends the value begun at {@code mark}. */
  void end(int mark) {
    depth--;
    close(mark);
  }

  /** Ends the value opened at {@code mark}. */
  void close(int mark) {
    int length = size - mark - 1;
    if (length < 0x80) {
      array[mark] = (byte) length;
    } else {
      int more = length < 1 << 14 ? 1 : length < 1 << 21 ? 2 : length < 1 << 28 ? 3 : 4;
      ensure(more);
      System.arraycopy(array, mark + 1, array, mark + 1 + more, length);
      varint(array, mark, length);
      size += more;
    }
  }

  /** What was written, up to {@link #size()}; replaced when the buffer grows. */
  byte[] array() {
    return array;
  }

  private static int varint(byte[] array, int at, long value) {
    while ((value & ~0x7FL) != 0) {
      array[at++] = (byte) (value | 0x80);
      value >>>= 7;
    }
    array[at++] = (byte) value;
    return at;
  }

  private void ensure(long more) {
    if (more > array.length - size) {
      grow(more);
    }
  }

  private void grow(long more) {
    long needed = size + more;
    if (needed > LARGEST) {
      throw new CodecException("the value takes up to " + needed + " bytes, and 2^31 is the limit");
    }
    array = Arrays.copyOf(array, (int) Math.min(LARGEST, Math.max(needed, 2L * array.length)));
  }
}
