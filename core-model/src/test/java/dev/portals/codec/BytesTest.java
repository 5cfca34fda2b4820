package dev.portals.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BytesTest {
  private static Bytes bytes(int... values) {
    var array = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      array[i] = (byte) values[i];
    }
    return Bytes.of(array);
  }

  @Test
  void equals_slicesOfDifferentArrays_comparesContent() {
    var slice = bytes(9, 1, 2, 3, 9).slice(1, 4);
    assertThat(slice).isEqualTo(bytes(1, 2, 3)).hasSameHashCodeAs(bytes(1, 2, 3));
    assertThat(slice).isNotEqualTo(bytes(1, 2, 4)).isNotEqualTo(bytes(1, 2));
    assertThat(slice.toByteArray()).containsExactly(1, 2, 3);
  }

  @Test
  void compareTo_differentBytes_ordersUnsignedAndPrefixFirst() {
    assertThat(bytes(0x7F)).isLessThan(bytes(0x80));
    assertThat(bytes(1, 2)).isLessThan(bytes(1, 2, 0)).isGreaterThan(bytes(1, 1, 0xFF));
    assertThat(bytes(5, 1, 2).slice(1, 3)).isEqualByComparingTo(bytes(1, 2));
  }

  @Test
  void copyOf_arrayChangedLater_keepsItsBytes() {
    byte[] array = {1, 2};
    var copy = Bytes.copyOf(array);
    array[0] = 7;
    assertThat(copy).isEqualTo(bytes(1, 2));
  }

  @Test
  void slice_ofSlice_isRelativeAndBounded() {
    var slice = bytes(0, 1, 2, 3, 4).slice(1, 4);
    assertThat(slice.slice(1, 3)).isEqualTo(bytes(2, 3));
    assertThat(slice.slice(2, 2)).isSameAs(Bytes.EMPTY);
    assertThat(slice.at(2)).isEqualTo((byte) 3);
    assertThatThrownBy(() -> slice.slice(0, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> slice.at(3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void utf8_textOfEveryWidth_comesBack() {
    for (var text : new String[] {"", "ascii", "é", "€", "😀", "a\u0000b", "aé€😀z"}) {
      var bytes = Bytes.ofUtf8(text);
      assertThat(bytes.utf8()).isEqualTo(text);
      assertThat(bytes.toByteArray())
          .isEqualTo(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  @Test
  void utf8_malformedBytes_areRefused() {
    for (var malformed :
        new Bytes[] {bytes(0x80), bytes(0xC0, 0x80), bytes(0xED, 0xA0, 0x80), bytes(0x41, 0xF0)}) {
      assertThatThrownBy(malformed::utf8)
          .isInstanceOf(CodecException.class)
          .hasMessageStartingWith("the text is not UTF-8");
    }
  }

  @Test
  void ofUtf8_halfOfASurrogatePair_isRefused() {
    for (var text : new String[] {"ab\uD83D", "ab\uD83Dx", "ab\uDE00"}) {
      assertThatThrownBy(() -> Bytes.ofUtf8(text))
          .isInstanceOf(CodecException.class)
          .hasMessage("the text has half of a surrogate pair at char 2, which UTF-8 cannot say");
    }
  }

  @Test
  void toString_manyBytes_showsSizeAndBeginning() {
    assertThat(bytes(1, 0xAB)).hasToString("Bytes(2: 01ab)");
    assertThat(Bytes.EMPTY).hasToString("Bytes(0)");
    assertThat(Bytes.of(new byte[40])).hasToString("Bytes(40: " + "00".repeat(32) + "…)");
  }
}
