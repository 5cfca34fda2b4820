package dev.portals.codec;

import java.util.ArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Brings entries just written into the order of their keys' bytes, so that equal sets and maps are
 * equal bytes. Entries that come in this order, as from a decoded map, are left where they are.
 */
final class KeyOrder {
  private final ByteWriter out;
  private final int parts;
  private final String place;
  private final int start;
  private int entries;
  private int from;
  private int to;
  private boolean ascending = true;

  /**
   * Starts where {@code out} is; an entry has so many parts, each with its length, the key first.
   */
  KeyOrder(ByteWriter out, int parts, String place) {
    this.out = out;
    this.parts = parts;
    this.place = place;
    this.start = out.size();
  }

  /** A key was written, from here (its length included) to where {@code out} is. */
  void wrote(int key) {
    int begin = afterLength(out.array(), key);
    int end = out.size();
    if (entries++ > 0 && ascending) {
      int order = Arrays.compareUnsigned(out.array(), from, to, out.array(), begin, end);
      ascending = order < 0;
    }
    from = begin;
    to = end;
  }

  /** All entries were written: orders them. */
  void settle() {
    if (!ascending) {
      byte[] copy = Arrays.copyOfRange(out.array(), start, out.size());
      reorder(new ByteReader(Bytes.of(copy)));
    }
  }

  private void reorder(ByteReader in) {
    var spans = new ArrayList<Span>(entries);
    while (in.remaining() > 0) {
      int begin = in.index();
      in.skip();
      int keyBegin = afterLength(in.array(), begin);
      var key = new Bytes(in.array(), keyBegin, in.index() - keyBegin);
      for (int part = 1; part < parts; part++) {
        in.skip();
      }
      spans.add(new Span(key, begin, in.index()));
    }
    spans.sort((a, b) -> a.key.compareTo(b.key));
    int at = start;
    @Nullable Bytes before = null;
    for (var span : spans) {
      if (span.key.equals(before)) {
        throw new CodecException(place + " holds two keys or elements with the same bytes");
      }
      System.arraycopy(in.array(), span.from, out.array(), at, span.to - span.from);
      at += span.to - span.from;
      before = span.key;
    }
  }

  static int afterLength(byte[] array, int at) {
    while (array[at++] < 0) {}
    return at;
  }

  private record Span(Bytes key, int from, int to) {}
}
