package dev.portals.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.codec.Bytes;
import org.junit.jupiter.api.Test;

/** The first 64 bits of SHA-256; the values are those of FIPS 180-4's examples. */
class PayloadHashTest {
  @Test
  void hash_ofKnownTexts_isTheStandards() {
    assertThat(PayloadHash.of(Bytes.ofUtf8("abc"))).isEqualTo(0xba7816bf8f01cfeaL);
    assertThat(PayloadHash.of(Bytes.EMPTY)).isEqualTo(0xe3b0c44298fc1c14L);
  }
}
