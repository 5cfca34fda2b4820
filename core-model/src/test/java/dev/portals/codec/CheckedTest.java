package dev.portals.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CheckedTest {
  @Test
  void open_sealedBytes_givesThemBack() {
    for (var text : new String[] {"", "a", "some bytes"}) {
      assertThat(Checked.open(Checked.seal(Bytes.ofUtf8(text)))).isEqualTo(Bytes.ofUtf8(text));
    }
  }

  @Test
  void seal_knownBytes_appendsTheirCrc32c() {
    // the check value of CRC-32C: RFC 3720, appendix B.4, and the usual "123456789"
    var sealed = Checked.seal(Bytes.ofUtf8("123456789"));
    assertThat(new ByteReader(sealed.slice(9, 13)).fixed32()).isEqualTo(0xE3069283);
  }

  @Test
  void open_anyFlippedBit_isRefused() {
    var sealed = Checked.seal(Bytes.ofUtf8("some bytes"));
    for (int bit = 0; bit < sealed.size() * 8; bit++) {
      byte[] array = sealed.toByteArray();
      array[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> Checked.open(Bytes.of(array)))
          .isInstanceOf(CodecException.class)
          .hasMessageMatching(
              "checksum [0-9a-f]{8} is stored and [0-9a-f]{8} computed from 10 bytes\\. Maybe they"
                  + " were damaged or torn");
    }
  }

  @Test
  void open_tooShort_isRefused() {
    assertThatThrownBy(() -> Checked.open(Bytes.of(new byte[3])))
        .isInstanceOf(CodecException.class)
        .hasMessage("checksum missing: 3 bytes, and a checksum alone takes 4");
  }
}
