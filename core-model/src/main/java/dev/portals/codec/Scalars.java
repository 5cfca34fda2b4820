package dev.portals.codec;

import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The shapes of values without parts, by class (boxes stand for their primitives). */
final class Scalars {
  private static final Map<Class<?>, Shape<?>> BY_CLASS = new HashMap<>();

  static {
    add(String.class, "", ByteWriter::utf8, ByteReader::utf8);
    add(Bytes.class, Bytes.EMPTY, ByteWriter::raw, ByteReader::raw);
    add(Boolean.class, false, (out, v) -> out.fixed8(v ? 1 : 0), in -> in.varint(1) == 1);
    // one form for all integers, so that a component may become wider
    add(Byte.class, (byte) 0, (out, v) -> out.zigzag(v), in -> (byte) in.zigzag(-128, 127));
    add(Short.class, (short) 0, (out, v) -> out.zigzag(v), in -> (short) in.zigzag(-32768, 32767));
    add(
        Integer.class,
        0,
        (out, v) -> out.zigzag(v),
        in -> (int) in.zigzag(Integer.MIN_VALUE, Integer.MAX_VALUE));
    add(Long.class, 0L, ByteWriter::zigzag, ByteReader::zigzag);
    add(
        Character.class,
        '\0',
        (out, v) -> out.varint(v),
        in -> (char) in.varint(Character.MAX_VALUE));
    // floatToIntBits: all NaNs are equal, so they must be equal bytes
    add(
        Float.class,
        0f,
        (out, v) -> out.fixed32(Float.floatToIntBits(v)),
        in -> Float.intBitsToFloat(in.fixed32()));
    add(
        Double.class,
        0d,
        (out, v) -> out.fixed64(Double.doubleToLongBits(v)),
        in -> Double.longBitsToDouble(in.fixed64()));
    add(BigInteger.class, BigInteger.ZERO, Scalars::write, Scalars::bigInteger);
    add(
        BigDecimal.class,
        BigDecimal.ZERO,
        (out, v) -> {
          out.zigzag(v.scale());
          write(out, v.unscaledValue());
        },
        in -> {
          int scale = (int) in.zigzag(Integer.MIN_VALUE, Integer.MAX_VALUE);
          return new BigDecimal(bigInteger(in), scale);
        });
    add(
        UUID.class,
        new UUID(0, 0),
        (out, v) -> {
          out.fixed64(v.getMostSignificantBits());
          out.fixed64(v.getLeastSignificantBits());
        },
        in -> new UUID(in.fixed64(), in.fixed64()));
  }

  private Scalars() {}

  /** The shape of a scalar class or primitive, or null if it is none. */
  static @Nullable Shape<?> of(Class<?> type) {
    return type.getPackageName().equals("java.time")
        ? TimeScalars.of(
            type) // a class of its own, so that they cost nothing where they are not used
        : BY_CLASS.get(MethodType.methodType(type).wrap().returnType());
  }

  private static <T> void add(
      Class<T> type, T zero, BiConsumer<ByteWriter, T> writer, Function<ByteReader, T> reader) {
    BY_CLASS.put(type, new ScalarShape<>(type, zero, writer, reader));
  }

  private static void write(ByteWriter out, BigInteger value) {
    out.raw(Bytes.of(value.toByteArray()));
  }

  private static BigInteger bigInteger(ByteReader in) {
    return new BigInteger(in.raw().toByteArray()); // refuses no bytes at all
  }
}
