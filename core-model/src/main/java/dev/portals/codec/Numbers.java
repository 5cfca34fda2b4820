package dev.portals.codec;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/**
 * The numbers that stand for names (of components, variants, constants) in the bytes: 21 bits, so
 * that one takes at most three bytes, and derived from the name alone, so that names may be
 * reordered, added and removed. Two of 20 names have one number in 1 of 11,000 types, two of 200 in
 * 1 of 105.
 *
 * <p>The hash is FNV-1a of 32 bits over the UTF-8 of the name, folded by xor to 21 bits as its
 * authors advise for 16 to 31 (Fowler, Noll, Vo: draft-eastlake-fnv); 0 becomes 1.
 */
final class Numbers {
  static final int LARGEST = (1 << 21) - 1;

  private final int[] numbers; // by index
  private final long[] sorted; // number << 32 | index

  /**
   * The numbers of these names, which are all different.
   *
   * @param what what has the names, for the message: {@code components of Order}
   * @throws CodecException if two names have one number, or one name is there twice
   */
  Numbers(List<String> names, String what) {
    var byNumber = new HashMap<Integer, String>();
    numbers = new int[names.size()];
    sorted = new long[names.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = of(names.get(i));
      sorted[i] = (long) numbers[i] << 32 | i;
      var other = byNumber.put(numbers[i], names.get(i));
      if (other != null) {
        throw new CodecException(
            "the %s named %s and %s have the same number %d. Maybe rename one of them"
                .formatted(what, other, names.get(i), numbers[i]));
      }
    }
    Arrays.sort(sorted);
  }

  static int of(String name) {
    int hash = 0x811C9DC5;
    var bytes = Bytes.ofUtf8(name);
    for (int i = 0; i < bytes.size(); i++) {
      hash = (hash ^ bytes.at(i) & 0xFF) * 0x01000193;
    }
    int folded = (hash >>> 21 ^ hash) & LARGEST;
    return Math.max(folded, 1);
  }

  int number(int index) {
    return numbers[index];
  }

  /** The index of the name with this number, or -1. */
  int index(int number) {
    // no index is as large as what is searched, so it is never found, only the place for it
    int at = -1 - Arrays.binarySearch(sorted, (long) number << 32 | Integer.MAX_VALUE);
    return at > 0 && sorted[at - 1] >>> 32 == number ? (int) sorted[at - 1] : -1;
  }
}
