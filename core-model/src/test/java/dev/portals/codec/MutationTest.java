package dev.portals.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MutationTest {
  private static final int MUTATIONS = 100_000;

  private final Random random = new Random(20_240_229);

  @Test
  @Timeout(120)
  void decode_mutatedBytes_givesAValueOrACodecException() {
    var codec = Samples.codecs().of(Samples.All.class);
    byte[] original = Codecs.encode(codec, Samples.all()).toByteArray();
    int decoded = 0;
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutated = original;
      for (int times = 1 + random.nextInt(3); times > 0; times--) {
        mutated = mutate(mutated);
      }
      Samples.All value;
      try {
        value = Codecs.decode(codec, Bytes.of(mutated));
      } catch (CodecException e) {
        refused++;
        continue;
      }
      decoded++; // then it is a value like any other
      assertThat(Codecs.decode(codec, Codecs.encode(codec, value))).isEqualTo(value);
    }
    assertThat(decoded).isGreaterThan(MUTATIONS / 20);
    assertThat(refused).isGreaterThan(MUTATIONS / 20);
  }

  private byte[] mutate(byte[] bytes) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int at = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, at + 1 + random.nextInt(20));
    switch (random.nextInt(5)) {
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
