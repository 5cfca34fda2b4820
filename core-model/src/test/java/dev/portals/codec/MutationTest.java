package dev.portals.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MutationTest {
  private static final int MUTATIONS = 100_000;

  @Test
  @Timeout(120)
  void decode_mutatedBytes_givesAValueOrACodecException() {
    var codec = Samples.codecs().of(Samples.All.class);
    var original = Codecs.encode(codec, Samples.all());
    var mutations = new Mutations(20_240_229);
    int decoded = 0;
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Samples.All value;
      try {
        value = Codecs.decode(codec, mutations.of(original));
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
}
