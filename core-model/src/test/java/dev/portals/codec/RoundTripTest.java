package dev.portals.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.codec.Samples.Ball;
import dev.portals.codec.Samples.Circle;
import dev.portals.codec.Samples.Color;
import dev.portals.codec.Samples.Form;
import dev.portals.codec.Samples.Nothing;
import dev.portals.codec.Samples.Tile;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
  @Test
  void decode_ofAValueOfEveryKind_isEqual() {
    var codecs = Samples.codecs();
    var bytes = codecs.encode(Samples.All.class, Samples.all());
    assertThat(codecs.decode(Samples.All.class, bytes)).isEqualTo(Samples.all());
  }

  static Stream<Object> scalars() {
    return Stream.of(
        "",
        "text",
        "é€😀".repeat(100),
        Bytes.EMPTY,
        Bytes.ofUtf8("b"),
        true,
        false,
        Byte.MIN_VALUE,
        Byte.MAX_VALUE,
        Short.MIN_VALUE,
        Short.MAX_VALUE,
        Integer.MIN_VALUE,
        Integer.MAX_VALUE,
        0,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        Character.MAX_VALUE,
        '\0',
        Float.MIN_VALUE,
        Float.NaN,
        -0f,
        Double.MAX_VALUE,
        Double.NaN,
        BigInteger.ZERO,
        BigInteger.ONE.shiftLeft(1000),
        new BigDecimal("1.00"),
        new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
        new UUID(Long.MIN_VALUE, Long.MAX_VALUE),
        Instant.MIN,
        Instant.MAX,
        Duration.ofSeconds(Long.MIN_VALUE),
        Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
        LocalDate.MIN,
        LocalDate.MAX,
        LocalDateTime.MIN,
        OffsetDateTime.MAX,
        ZonedDateTime.of(LocalDateTime.of(2024, 10, 27, 2, 30), ZoneOffset.UTC),
        Year.of(Year.MAX_VALUE),
        Color.GREEN,
        new Circle(1));
  }

  @ParameterizedTest
  @MethodSource("scalars")
  void decode_ofATopLevelValue_isEqual(Object value) {
    check(value);
  }

  @SuppressWarnings("unchecked")
  private static <T> void check(T value) {
    var type = (Class<T>) (value instanceof Enum<?> e ? e.getDeclaringClass() : value.getClass());
    var codecs = Codecs.builder().add(type, "/scalars").build();
    assertThat(codecs.decode(type, codecs.encode(type, value))).isEqualTo(value);
  }

  @Test
  void decode_ofZonedDateTimeInAnOverlap_keepsItsSideOfIt() {
    var type = ZonedDateTime.class;
    var codecs = Codecs.builder().add(type, "/times").build();
    var local = LocalDateTime.of(2024, 10, 27, 2, 30);
    var earlier = local.atZone(java.time.ZoneId.of("Europe/Stockholm"));
    var later = earlier.withLaterOffsetAtOverlap();
    assertThat(earlier).isNotEqualTo(later);
    assertThat(codecs.decode(type, codecs.encode(type, earlier))).isEqualTo(earlier);
    assertThat(codecs.decode(type, codecs.encode(type, later))).isEqualTo(later);
  }

  @Test
  void decode_ofEveryVariant_isEqual() {
    var codecs = Codecs.builder().add(Form.class, "/forms").build();
    List<Form> forms =
        List.of(new Circle(1), new Nothing(), Tile.SMALL, new Ball(Color.RED, Tile.LARGE));
    for (Form form : forms) {
      assertThat(codecs.decode(Form.class, codecs.encode(Form.class, form))).isEqualTo(form);
    }
  }

  @Test
  void decode_ofCollections_areUnmodifiable() {
    var codecs = Samples.codecs();
    var decoded =
        codecs
            .decode(Samples.All.class, codecs.encode(Samples.All.class, Samples.all()))
            .collections();
    assertThatThrownBy(() -> decoded.list().add("x"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> decoded.set().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> decoded.map().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(decoded.map().keySet()).containsExactly("", "one", "two");
  }

  @Test
  void encode_scalarAndRecord_areBareAndTagged() {
    record Point(int x) {}
    var codecs = Codecs.builder().add(Point.class, "/p").add(String.class, "/s").build();
    assertThat(codecs.encode(String.class, "hi")).isEqualTo(Bytes.ofUtf8("hi"));
    assertThat(codecs.encode(Integer.class, -3)).isEqualTo(Bytes.of(new byte[] {5}));
    var in = new ByteReader(codecs.encode(Point.class, new Point(-3)));
    assertThat(in.varint()).isEqualTo(Numbers.of("x"));
    assertThat(in.varint()).isEqualTo(1);
    assertThat(in.zigzag()).isEqualTo(-3);
    assertThat(in.remaining()).isZero();
  }

  @Test
  void shareable_typesWithAMutablePart_isFalse() {
    var mutable =
        new Codec<StringBuilder>() {
          @Override
          public void write(ByteWriter out, StringBuilder value) {
            out.utf8(value.toString());
          }

          @Override
          public StringBuilder read(ByteReader in) {
            return new StringBuilder(in.utf8());
          }

          @Override
          public boolean shareable() {
            return false;
          }
        };
    record Inner(StringBuilder text, List<Inner> more) {}
    record Outer(Inner inner) {}
    var codecs =
        Codecs.builder().add(Outer.class, "/o").codec(StringBuilder.class, mutable).build();
    assertThat(codecs.of(StringBuilder.class).shareable()).isFalse();
    assertThat(codecs.of(Inner.class).shareable()).isFalse();
    assertThat(codecs.of(Outer.class).shareable()).isFalse();
    assertThat(Samples.codecs().of(Samples.All.class).shareable()).isTrue();
  }
}
