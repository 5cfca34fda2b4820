package dev.portals.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ByteReaderTest {
  private static ByteReader reader(Consumer<ByteWriter> writes) {
    var out = new ByteWriter(1);
    writes.accept(out);
    return new ByteReader(out.toBytes());
  }

  @Test
  void varint_everyWidth_comesBack() {
    for (int bit = 0; bit < 64; bit++) {
      for (long value : new long[] {1L << bit, (1L << bit) - 1, -(1L << bit)}) {
        var in =
            reader(
                out -> {
                  out.varint(value);
                  out.zigzag(value);
                });
        assertThat(in.varint()).isEqualTo(value);
        assertThat(in.zigzag()).isEqualTo(value);
        assertThat(in.remaining()).isZero();
      }
    }
  }

  @Test
  void varint_moreThan64Bits_isRefused() {
    var bytes = new byte[11];
    java.util.Arrays.fill(bytes, (byte) 0xFF);
    bytes[9] = 2;
    assertThatThrownBy(() -> new ByteReader(Bytes.of(bytes)).varint())
        .isInstanceOf(CodecException.class)
        .hasMessage("an integer of more than 64 bits");
  }

  @Test
  void mixedWrites_inOrder_comeBack() {
    var text = "é".repeat(1000);
    var in =
        reader(
            out -> {
              out.fixed8(-2);
              out.fixed32(-3);
              out.fixed64(-4);
              out.string("a");
              out.string(text);
              out.bytes(Bytes.ofUtf8("b"));
              out.utf8("rest");
            });
    assertThat(in.fixed8()).isEqualTo((byte) -2);
    assertThat(in.fixed32()).isEqualTo(-3);
    assertThat(in.fixed64()).isEqualTo(-4);
    assertThat(in.string()).isEqualTo("a");
    assertThat(in.string()).isEqualTo(text);
    assertThat(in.bytes()).isEqualTo(Bytes.ofUtf8("b"));
    assertThat(in.utf8()).isEqualTo("rest");
    assertThat(in.remaining()).isZero();
  }

  @Test
  void varint_thatGoesOnBehindTheEnd_isRefused() {
    var array = Bytes.of(new byte[] {(byte) 0x80, (byte) 0x80, 1, 1});
    assertThat(new ByteReader(array.slice(0, 3)).varint()).isEqualTo(1 << 14);
    for (int size = 0; size < 3; size++) {
      var cut = array.slice(0, size);
      assertThatThrownBy(() -> new ByteReader(cut).varint())
          .isInstanceOf(CodecException.class)
          .hasMessage("1 bytes are needed, where 0 are left");
    }
  }

  @Test
  void utf8_textsAroundTheCapacity_comeBack() {
    for (var text : new String[] {"a", "é", "€", "😀", "aé€😀"}) {
      for (int times = 0; times < 40; times++) {
        var repeated = text.repeat(times);
        var in =
            reader(
                out -> {
                  out.fixed8(1);
                  out.utf8(repeated);
                });
        assertThat(in.fixed8()).isEqualTo((byte) 1);
        assertThat(in.utf8()).isEqualTo(repeated);
      }
      assertThat(Utf8.size(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }
  }

  @Test
  void everyRead_pastTheEnd_isRefused() {
    for (int size = 0; size < 4; size++) {
      var bytes = Bytes.of(new byte[] {(byte) 0x80, (byte) 0x80, (byte) 0x80}).slice(0, size);
      assertThatThrownBy(() -> new ByteReader(bytes).varint()).isInstanceOf(CodecException.class);
      assertThatThrownBy(() -> new ByteReader(bytes).fixed64()).isInstanceOf(CodecException.class);
      assertThatThrownBy(() -> new ByteReader(bytes).fixed32()).isInstanceOf(CodecException.class);
      assertThatThrownBy(() -> new ByteReader(bytes).string()).isInstanceOf(CodecException.class);
      assertThatThrownBy(() -> new ByteReader(bytes).bytes()).isInstanceOf(CodecException.class);
    }
    assertThatThrownBy(() -> new ByteReader(Bytes.EMPTY).fixed8())
        .isInstanceOf(CodecException.class)
        .hasMessage("1 bytes are needed, where 0 are left");
  }

  @Test
  void slice_ofALongerArray_isNeverLeft() {
    var in = new ByteReader(Bytes.of(new byte[] {1, 2, 3, 4}).slice(1, 2));
    assertThat(in.fixed8()).isEqualTo((byte) 2);
    assertThatThrownBy(in::fixed8).isInstanceOf(CodecException.class);
  }

  @Test
  void length_largerThanWhatIsLeft_isRefusedBeforeAnythingIsAllocated() {
    for (long length : new long[] {1, Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE, -1}) {
      assertThatThrownBy(() -> reader(out -> out.varint(length)).bytes())
          .isInstanceOf(CodecException.class)
          .hasMessage("a length of %s bytes, where 0 are left", Long.toUnsignedString(length));
    }
  }

  @Test
  void end_nestedValueOfAnyLength_isPrefixedWithIt() {
    for (int length : new int[] {0, 1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152}) {
      var out = new ByteWriter();
      int mark = out.begin();
      out.raw(Bytes.of(new byte[length]));
      out.end(mark);
      out.fixed8(7);
      var in = new ByteReader(out.toBytes());
      assertThat(in.bytes()).isEqualTo(Bytes.of(new byte[length]));
      assertThat(in.fixed8()).isEqualTo((byte) 7);
    }
  }

  @Test
  void clear_afterWrites_startsAnew() {
    var out = new ByteWriter();
    out.string("first");
    var first = out.toBytes();
    out.begin();
    out.clear();
    out.string("other");
    assertThat(out.size()).isEqualTo(6);
    assertThat(new ByteReader(first).string()).isEqualTo("first");
    assertThat(new ByteReader(out.toBytes()).string()).isEqualTo("other");
  }
}
