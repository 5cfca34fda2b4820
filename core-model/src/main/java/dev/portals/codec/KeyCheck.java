package dev.portals.codec;

import java.util.Arrays;

/** Refuses keys that are read twice or out of the order of their bytes: no writer wrote that. */
final class KeyCheck {
  private final ByteReader in;
  private final String place;
  private boolean first = true;
  private int start;
  private int from;
  private int to;

  KeyCheck(ByteReader in, String place) {
    this.in = in;
    this.place = place;
  }

  /** The next to be read is a key with its length. */
  void begin() {
    start = in.index();
  }

  /** The key was read, and is {@code fresh} unless it equals an earlier one. */
  void end(boolean fresh) {
    byte[] array = in.array();
    int begin = KeyOrder.afterLength(array, start);
    int end = in.index();
    if (!first && Arrays.compareUnsigned(array, from, to, array, begin, end) >= 0) {
      throw new CodecException(place + " has keys or elements twice or out of order");
    }
    if (!fresh) {
      throw new CodecException(
          place
              + " has two equal keys or elements. Maybe a component that told them apart was"
              + " removed");
    }
    first = false;
    from = begin;
    to = end;
  }
}
