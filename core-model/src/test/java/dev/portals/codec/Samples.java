package dev.portals.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Types of every kind and values of them. */
final class Samples {
  /** A codec for a class of the JDK that has none. */
  static final Codec<URI> URI_CODEC =
      new Codec<>() {
        @Override
        public void write(ByteWriter out, URI value) {
          out.utf8(value.toString());
        }

        @Override
        public URI read(ByteReader in) {
          return URI.create(in.utf8());
        }

        @Override
        public boolean shareable() {
          return true;
        }
      };

  private Samples() {}

  record Primitives(
      boolean flag,
      byte tiny,
      short little,
      int number,
      long big,
      char letter,
      float f,
      double d) {}

  record Boxes(Boolean flag, Byte b, Short s, Integer i, Long l, Character c, Float f, Double d) {}

  record Times(
      Instant instant,
      Duration duration,
      Period period,
      LocalDate date,
      LocalTime time,
      LocalDateTime dateTime,
      OffsetTime offsetTime,
      OffsetDateTime offsetDateTime,
      ZonedDateTime zonedDateTime,
      ZoneId zone,
      ZoneOffset shift,
      Year year,
      YearMonth month,
      MonthDay birthday,
      DayOfWeek day) {}

  record Numbered(BigInteger integer, BigDecimal decimal, UUID uuid, Bytes bytes, String text) {}

  record Tree(String name, List<Tree> children) {}

  record Positive(int value) {
    Positive {
      if (value < 0) {
        throw new IllegalArgumentException("negative: " + value);
      }
    }
  }

  enum Color {
    RED,
    GREEN {
      @Override
      boolean calm() {
        return true;
      }
    };

    boolean calm() {
      return false;
    }
  }

  sealed interface Form permits Round, Flat {}

  record Circle(double radius) implements Round {}

  record Nothing() implements Flat {}

  sealed interface Round extends Form permits Circle, Ball {}

  sealed interface Flat extends Form permits Nothing, Tile {}

  record Ball(Color color, Form around) implements Round {}

  enum Tile implements Flat {
    SMALL,
    LARGE {
      @Override
      public String toString() {
        return "a class of its own";
      }
    }
  }

  record Collections(
      List<String> list,
      Set<Tree> set,
      Map<String, List<Integer>> map,
      Optional<Optional<String>> option,
      Map<Set<Integer>, Color> bySet) {}

  record All(
      Primitives primitives,
      Boxes boxes,
      Times times,
      Numbered numbered,
      Collections collections,
      Tree tree,
      List<Form> forms,
      Positive positive,
      URI uri) {}

  static Codecs codecs() {
    return Codecs.builder().add(All.class, "/samples").codec(URI.class, URI_CODEC).build();
  }

  static All all() {
    return new All(
        new Primitives(true, (byte) -1, (short) 300, 1 << 30, Long.MIN_VALUE, 'ü', 1.5f, -0.0),
        new Boxes(false, (byte) 1, (short) 2, 3, 4L, '5', Float.NaN, Double.NEGATIVE_INFINITY),
        times(),
        new Numbered(
            BigInteger.TWO.pow(100).negate(),
            new BigDecimal("-12.3400"),
            new UUID(1, -2),
            Bytes.ofUtf8("bytes"),
            "text é €😀"),
        new Collections(
            List.of("b", "a", ""),
            Set.of(new Tree("x", List.of()), new Tree("y", List.of())),
            Map.of("one", List.of(1), "two", List.of(2, -2), "", List.of()),
            Optional.of(Optional.of("there")),
            Map.of(Set.of(3, 1, 2), Color.GREEN, Set.of(), Color.RED)),
        new Tree("root", List.of(new Tree("leaf", List.of()), new Tree("", List.of()))),
        List.of(new Ball(Color.GREEN, new Circle(2)), Tile.LARGE, new Nothing()),
        new Positive(7),
        URI.create("https://example.org/a?b"));
  }

  static Times times() {
    var dateTime = LocalDateTime.of(2024, 2, 29, 23, 59, 59, 999_999_999);
    return new Times(
        Instant.parse("1969-12-31T23:59:59.5Z"),
        Duration.ofMillis(-1),
        Period.of(1, -2, 3),
        LocalDate.of(-44, 3, 15),
        LocalTime.MAX,
        dateTime,
        OffsetTime.of(LocalTime.NOON, ZoneOffset.ofHours(-3)),
        dateTime.atOffset(ZoneOffset.ofHoursMinutes(5, 30)),
        dateTime.atZone(ZoneId.of("Europe/Stockholm")),
        ZoneId.of("America/New_York"),
        ZoneOffset.MAX,
        Year.of(-1),
        YearMonth.of(2024, 12),
        MonthDay.of(2, 29),
        DayOfWeek.SUNDAY);
  }
}
