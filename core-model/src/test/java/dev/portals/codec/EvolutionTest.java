package dev.portals.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"SameNameButDifferent", "UnusedMethod"}) // versions of one type share its name
class EvolutionTest {
  private static final class V1 {
    record Order(String user, int count, Kind kind, Payment payment, Part part) {}

    record Part(String name, Set<Key> keys) {}

    record Key(int a, int b) {}

    record Small(int count) {}

    record Bare(String user) {}

    enum Kind {
      FIRST,
      SECOND
    }

    sealed interface Payment permits Card, Cash {}

    record Card(String number) implements Payment {}

    record Cash() implements Payment {}
  }

  private static final class V2 {
    record Order(
        Part part,
        Payment payment,
        long count,
        Optional<String> note,
        List<String> lines,
        Map<String, Integer> tally,
        Instant at,
        Duration pause,
        Part second,
        Kind other,
        boolean done,
        Kind kind) {}

    record Part(int size, String name) {}

    enum Kind {
      ZEROTH,
      SECOND,
      FIRST
    }

    sealed interface Payment permits Cash, Invoice, Card {}

    record Card(String number, int year) implements Payment {}

    record Cash() implements Payment {}

    record Invoice(String to) implements Payment {}

    record Small(byte count) {}

    record Bare(String user, Payment payment) {}

    record Strict(int ratio) {
      Strict {
        if (ratio == 0) {
          throw new IllegalArgumentException("ratio is 0");
        }
      }
    }
  }

  private static final class V3 {
    record Part(String name, Set<Key> keys) {}

    record Key(int a) {}

    record Bare(String user, V2.Strict strict) {}
  }

  private static <A, B> B convert(Class<A> from, A value, Class<B> to) {
    var bytes = Codecs.builder().add(from, "/old").build().encode(from, value);
    return Codecs.builder().add(to, "/new").build().decode(to, bytes);
  }

  private static final V1.Order OLD =
      new V1.Order("alice", 3, V1.Kind.SECOND, new V1.Card("4711"), new V1.Part("p", Set.of()));

  @Test
  void decode_byANewerVersion_fillsZerosSkipsAndReorders() {
    var zeroPart = new V2.Part(0, "");
    assertThat(convert(V1.Order.class, OLD, V2.Order.class))
        .isEqualTo(
            new V2.Order(
                new V2.Part(0, "p"),
                new V2.Card("4711", 0),
                3L,
                Optional.empty(),
                List.of(),
                Map.of(),
                Instant.EPOCH,
                Duration.ZERO,
                zeroPart,
                V2.Kind.ZEROTH,
                false,
                V2.Kind.SECOND));
  }

  @Test
  void decode_byAnOlderVersion_fillsZerosAndSkips() {
    var young = convert(V1.Order.class, OLD, V2.Order.class);
    assertThat(convert(V2.Order.class, young, V1.Order.class))
        .isEqualTo(
            new V1.Order("", 3, V1.Kind.SECOND, new V1.Card("4711"), new V1.Part("p", Set.of())));
  }

  @Test
  void decode_ofAVariantOrConstantThatIsGone_isRefused() {
    assertThatThrownBy(() -> convert(V2.Payment.class, new V2.Invoice("bob"), V1.Payment.class))
        .isInstanceOf(CodecException.class)
        .hasMessage(
            "cannot read Payment from 10 bytes (at byte 3): Payment has no variant with number %d."
                + " Maybe it was renamed or removed",
            Numbers.of("Invoice"));
    assertThatThrownBy(() -> convert(V2.Kind.class, V2.Kind.ZEROTH, V1.Kind.class))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("Kind has no constant with number " + Numbers.of("ZEROTH"));
  }

  @Test
  void decode_withoutASealedComponent_isRefusedWithAdvice() {
    assertThatThrownBy(() -> convert(V1.Bare.class, new V1.Bare("alice"), V2.Bare.class))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining(
            "Bare.payment is not in these bytes, and Payment is sealed and has no zero. Maybe make"
                + " a component that is added later Optional<Payment>");
  }

  @Test
  void decode_withoutAComponentWhoseZeroIsRefused_isRefusedWithAdvice() {
    assertThatThrownBy(() -> convert(V1.Bare.class, new V1.Bare("alice"), V3.Bare.class))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining(
            "Bare.strict is not in these bytes, and the constructor of Strict threw"
                + " java.lang.IllegalArgumentException: ratio is 0. Maybe make a component that is"
                + " added later Optional<Strict>");
  }

  @Test
  void decode_integerTooLargeForANarrowerType_isRefused() {
    assertThat(convert(V1.Small.class, new V1.Small(-128), V2.Small.class).count())
        .isEqualTo((byte) -128);
    assertThatThrownBy(() -> convert(V1.Small.class, new V1.Small(128), V2.Small.class))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("128 is not from -128 to 127");
  }

  @Test
  void decode_keysThatBecameEqual_isRefusedRatherThanLosingOne() {
    var part = new V1.Part("p", Set.of(new V1.Key(1, 1), new V1.Key(1, 2)));
    assertThatThrownBy(() -> convert(V1.Part.class, part, V3.Part.class))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("Part.keys has two equal keys or elements");
  }

  @Test
  void decode_componentTwice_isRefused() {
    var codec = Codecs.builder().add(V1.Small.class, "/s").build().of(V1.Small.class);
    var once = Codecs.encode(codec, new V1.Small(1));
    var out = new ByteWriter();
    out.raw(once);
    out.raw(once);
    assertThatThrownBy(() -> Codecs.decode(codec, out.toBytes()))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("Small.count is there twice");
  }
}
