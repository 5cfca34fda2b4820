package dev.portals.codec;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * An immutable string of bytes. Equal by content, ordered as unsigned bytes (a prefix comes first).
 * Safe to share between threads.
 *
 * <p>A {@link #slice} shares the array it is cut from and so keeps all of it alive; {@link
 * #copyOf(byte[])} of {@link #toByteArray()} does not.
 */
public final class Bytes implements Comparable<Bytes> {
  /** No bytes. */
  public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

  private static final int SHOWN = 32;

  final byte[] array;
  final int start;
  private final int length;
  private int hash; // 0 until asked for; a race computes it twice, which is harmless

  Bytes(byte[] array, int start, int length) {
    this.array = array;
    this.start = start;
    this.length = length;
  }

  /**
   * These bytes, without copying: the array belongs to the result and must not be changed any more.
   */
  public static Bytes of(byte[] array) {
    return array.length == 0 ? EMPTY : new Bytes(array, 0, array.length);
  }

  /** A copy of these bytes. */
  public static Bytes copyOf(byte[] array) {
    return of(array.clone());
  }

  /**
   * The UTF-8 bytes of a text.
   *
   * @throws CodecException if the text holds half of a surrogate pair
   */
  public static Bytes ofUtf8(String text) {
    var out = new ByteWriter(text.length() + 8);
    out.utf8(text);
    return out.toBytes();
  }

  /** How many bytes. */
  public int size() {
    return length;
  }

  /** Whether there are no bytes. */
  public boolean isEmpty() {
    return length == 0;
  }

  /**
   * The byte at {@code index}.
   *
   * @throws IndexOutOfBoundsException if {@code index} is not in {@code [0, size())}
   */
  public byte at(int index) {
    return array[start + Objects.checkIndex(index, length)];
  }

  /**
   * The bytes from {@code from} (inclusive) to {@code to} (exclusive), sharing the array.
   *
   * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= size()}
   */
  public Bytes slice(int from, int to) {
    Objects.checkFromToIndex(from, to, length);
    return from == to ? EMPTY : new Bytes(array, start + from, to - from);
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return Arrays.copyOfRange(array, start, start + length);
  }

  /**
   * The text that these bytes are in UTF-8.
   *
   * @throws CodecException if they are not UTF-8
   */
  public String utf8() {
    return Utf8.read(array, start, length);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(
        array, start, start + length, other.array, other.start, other.start + other.length);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Bytes that
            && length == that.length
            && Arrays.equals(
                array, start, start + length, that.array, that.start, that.start + that.length);
  }

  @Override
  public int hashCode() {
    int result = hash;
    if (result == 0 && length > 0) {
      result = 1;
      for (int i = start; i < start + length; i++) {
        result = 31 * result + array[i];
      }
      hash = result;
    }
    return result;
  }

  /** The number of bytes and the first {@value #SHOWN} of them, for people. */
  @Override
  public String toString() {
    var shown = HexFormat.of().formatHex(array, start, start + Math.min(length, SHOWN));
    return "Bytes(" + length + (length == 0 ? "" : ": " + shown) + (length > SHOWN ? "…)" : ")");
  }
}
