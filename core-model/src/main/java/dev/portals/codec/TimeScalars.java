package dev.portals.codec;

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
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of {@code java.time}. The zero is the epoch, 1970-01-01T00:00Z. What java.time
 * refuses, such as day 31 of February, is refused by its own constructors.
 */
final class TimeScalars {
  private static final Map<Class<?>, Shape<?>> BY_CLASS = new HashMap<>();

  static {
    add(
        Instant.class,
        Instant.EPOCH,
        (out, v) -> {
          out.zigzag(v.getEpochSecond());
          out.varint(v.getNano());
        },
        in -> Instant.ofEpochSecond(in.zigzag(), in.varint(999_999_999)));
    add(
        Duration.class,
        Duration.ZERO,
        (out, v) -> {
          out.zigzag(v.getSeconds());
          out.varint(v.getNano());
        },
        in -> Duration.ofSeconds(in.zigzag(), in.varint(999_999_999)));
    add(
        Period.class,
        Period.ZERO,
        (out, v) -> {
          out.zigzag(v.getYears());
          out.zigzag(v.getMonths());
          out.zigzag(v.getDays());
        },
        in -> Period.of(integer(in), integer(in), integer(in)));
    add(LocalDate.class, LocalDate.EPOCH, TimeScalars::date, TimeScalars::date);
    add(LocalTime.class, LocalTime.MIDNIGHT, TimeScalars::time, TimeScalars::time);
    add(
        LocalDateTime.class,
        LocalDateTime.of(LocalDate.EPOCH, LocalTime.MIDNIGHT),
        TimeScalars::dateTime,
        TimeScalars::dateTime);
    add(
        OffsetTime.class,
        OffsetTime.of(LocalTime.MIDNIGHT, ZoneOffset.UTC),
        (out, v) -> {
          time(out, v.toLocalTime());
          out.zigzag(v.getOffset().getTotalSeconds());
        },
        in -> OffsetTime.of(time(in), shift(in)));
    add(
        OffsetDateTime.class,
        Instant.EPOCH.atOffset(ZoneOffset.UTC),
        (out, v) -> {
          dateTime(out, v.toLocalDateTime());
          out.zigzag(v.getOffset().getTotalSeconds());
        },
        in -> OffsetDateTime.of(dateTime(in), shift(in)));
    add(
        ZonedDateTime.class,
        Instant.EPOCH.atZone(ZoneOffset.UTC),
        (out, v) -> {
          dateTime(out, v.toLocalDateTime());
          out.zigzag(v.getOffset().getTotalSeconds());
          out.utf8(v.getZone().getId());
        },
        // where a zone's rules have changed since, the instant stays and the local time moves
        in -> ZonedDateTime.ofInstant(dateTime(in), shift(in), ZoneId.of(in.utf8())));
    add(
        ZoneOffset.class,
        ZoneOffset.UTC,
        (out, v) -> out.zigzag(v.getTotalSeconds()),
        TimeScalars::shift);
    add(ZoneId.class, ZoneOffset.UTC, (out, v) -> out.utf8(v.getId()), in -> ZoneId.of(in.utf8()));
    add(
        Year.class,
        Year.of(1970),
        (out, v) -> out.zigzag(v.getValue()),
        in -> Year.of(integer(in)));
    add(
        YearMonth.class,
        YearMonth.of(1970, 1),
        (out, v) -> {
          out.zigzag(v.getYear());
          out.varint(v.getMonthValue());
        },
        in -> YearMonth.of(integer(in), in.varint(12)));
    add(
        MonthDay.class,
        MonthDay.of(1, 1),
        (out, v) -> {
          out.varint(v.getMonthValue());
          out.varint(v.getDayOfMonth());
        },
        in -> MonthDay.of(in.varint(12), in.varint(31)));
  }

  private TimeScalars() {}

  static @Nullable Shape<?> of(Class<?> type) {
    return BY_CLASS.get(type);
  }

  private static <T> void add(
      Class<T> type, T zero, BiConsumer<ByteWriter, T> writer, Function<ByteReader, T> reader) {
    BY_CLASS.put(type, new ScalarShape<>(type, zero, writer, reader));
  }

  private static void date(ByteWriter out, LocalDate date) {
    out.zigzag(date.toEpochDay());
  }

  private static LocalDate date(ByteReader in) {
    return LocalDate.ofEpochDay(in.zigzag());
  }

  private static void time(ByteWriter out, LocalTime time) {
    out.varint(time.toNanoOfDay());
  }

  private static LocalTime time(ByteReader in) {
    return LocalTime.ofNanoOfDay(in.varint());
  }

  private static void dateTime(ByteWriter out, LocalDateTime dateTime) {
    date(out, dateTime.toLocalDate());
    time(out, dateTime.toLocalTime());
  }

  private static LocalDateTime dateTime(ByteReader in) {
    return LocalDateTime.of(date(in), time(in));
  }

  private static ZoneOffset shift(ByteReader in) {
    return ZoneOffset.ofTotalSeconds(integer(in));
  }

  private static int integer(ByteReader in) {
    return (int) in.zigzag(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
