package dev.portals.codec;

import java.util.Arrays;
import java.util.Random;

/** What may become of bytes on the way: from a flipped bit to a length that is a lie. */
public final class Mutations {
  private final Random random;

  public Mutations(long seed) {
    random = new Random(seed);
  }

  /** One to three mutations of these bytes, which stay. */
  public Bytes of(Bytes original) {
    byte[] mutated = original.toByteArray();
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      mutated = mutate(mutated);
    }
    return Bytes.of(mutated);
  }

  private byte[] mutate(byte[] bytes) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int at = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, at + 1 + random.nextInt(20));
    switch (random.nextInt(7)) {
      case 0:
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        return flipped;
      case 1: // cut the end off
        return Arrays.copyOf(bytes, at);
      case 2: // cut a piece out
        return join(bytes, at, new byte[0], to);
      case 3: // twice the same piece
        return join(bytes, to, Arrays.copyOfRange(bytes, at, to), to);
      case 4: // two neighbours change places
        int middle = (at + to) / 2;
        byte[] later = Arrays.copyOfRange(bytes, middle, to);
        byte[] without = join(bytes, middle, new byte[0], to);
        return join(without, at, later, at);
      case 5: // a length or a number that is huge, where a small one was
        var huge = new ByteWriter();
        huge.varint(random.nextLong() >>> random.nextInt(64));
        return join(bytes, at, huge.toBytes().toByteArray(), at + 1);
      default:
        byte[] added = new byte[1 + random.nextInt(10)];
        random.nextBytes(added);
        return join(bytes, at, added, at);
    }
  }

  /** The bytes up to {@code to}, then {@code more}, then the bytes from {@code from}. */
  private static byte[] join(byte[] bytes, int to, byte[] more, int from) {
    var out = new ByteWriter();
    out.raw(Bytes.of(bytes).slice(0, to));
    out.raw(Bytes.of(more));
    out.raw(Bytes.of(bytes).slice(from, bytes.length));
    return out.toBytes().toByteArray();
  }
}
