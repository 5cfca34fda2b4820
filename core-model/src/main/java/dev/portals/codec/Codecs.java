package dev.portals.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The codecs of the declared types and of all types these reach through components, type arguments
 * and permitted subclasses. No other type is ever written or read. Immutable, for all threads.
 *
 * <h2>Types</h2>
 *
 * Records, enums and sealed interfaces of those; {@code List}, {@code Set}, {@code Map}, {@code
 * Optional} as components; {@code String}, {@link Bytes}, primitives and their boxes, {@code
 * BigInteger}, {@code BigDecimal}, {@code UUID}, {@code java.time}; classes with a {@link
 * Builder#codec registered codec}. {@code Void} may be declared where there are never values. Null
 * is refused. Decoded collections are unmodifiable, sets and maps in the order of their keys'
 * bytes.
 *
 * <h2>Bytes</h2>
 *
 * A record is its components, each as {@code number length value}; number and length are unsigned
 * LEB128. The number is a 21-bit hash of the component's name. A list is {@code length value} for
 * each element; a set the same and a map {@code length key length value}, sorted by the bytes of
 * the keys (unsigned), so equal values are equal bytes. A sealed type is the number of the
 * variant's simple class name, then the variant; an enum constant the number of its name. An
 * Optional is nothing, or 1 and the value. A variant that is declared on its own has no variant
 * number in front: what was written as one class is read as that class. Integers are zigzag LEB128,
 * texts UTF-8. Values nest at most 200 deep.
 *
 * <h2>Changing a type</h2>
 *
 * What was written by an older or newer version of a record can be read when
 *
 * <ul>
 *   <li>components were reordered: their names count;
 *   <li>a component was added: it is read as its zero: 0, false, the empty text, collection or
 *       Optional, the epoch, a record of zeros, the first constant of an enum. A sealed type and a
 *       class with a registered codec have none: make the new component an Optional;
 *   <li>a component was removed: what was written of it is skipped;
 *   <li>an integer became wider: byte, short, int, long;
 *   <li>a variant, a constant or a whole record was added, moved to another package or reordered.
 * </ul>
 *
 * Renaming a component, variant or constant removes one and adds another. Any other change of a
 * component's type needs a new name for it; changing the type and keeping the name is not detected
 * in general. Bytes that name a variant or constant which is gone cannot be read.
 */
public final class Codecs {
  private static final String DAMAGED =
      ". Maybe the bytes were cut or damaged, or are those of another type";

  private final Map<Class<?>, Shape<?>> shapes;

  Codecs(Map<Class<?>, Shape<?>> shapes) {
    this.shapes = shapes;
  }

  /** Begins to declare types. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The codec of a declared or reached class.
   *
   * @throws CodecException if it is neither
   */
  @SuppressWarnings("unchecked") // each class is kept with its own shape
  public <T> Codec<T> of(Class<T> type) {
    var shape = shapes.get(type);
    if (shape == null) {
      throw new CodecException(
          "%s was not declared, so it is neither written nor read. Maybe declare it, or the type it"
                  .formatted(type.getName())
              + " is a part of, where the application is built");
    }
    return (Codec<T>) shape;
  }

  /** The bytes of a value, as {@link #encode(Codec, Object)}. */
  public <T> Bytes encode(Class<T> type, T value) {
    return encode(of(type), value);
  }

  /** The value that the bytes are, as {@link #decode(Codec, Bytes)}. */
  public <T> T decode(Class<T> type, Bytes bytes) {
    return decode(of(type), bytes);
  }

  /**
   * The bytes of a value.
   *
   * @throws CodecException if it is or contains null, nests too deep, or a codec or an accessor
   *     throws
   */
  public static <T> Bytes encode(Codec<T> codec, T value) {
    // written at every event, and often a lone number, which needs no more
    return encode(codec, value, codec instanceof ScalarShape ? 16 : 64);
  }

  /**
   * The same bytes.
   *
   * @param size about how many there are, from 0: so the buffer seldom grows
   */
  public static <T> Bytes encode(Codec<T> codec, T value, int size) {
    requireValue(codec, value);
    try {
      var out = new ByteWriter(size);
      codec.write(out, value);
      return out.toBytes();
    } catch (RuntimeException e) {
      throw unwritable(codec, e);
    }
  }

  /**
   * Writes a value behind others, its length first.
   *
   * @throws CodecException as {@link #encode(Codec, Object)}; part of the value may be written then
   */
  public static <T> void encode(Codec<T> codec, T value, ByteWriter out) {
    requireValue(codec, value);
    try {
      int mark = out.open();
      codec.write(out, value);
      out.close(mark);
    } catch (RuntimeException e) {
      throw unwritable(codec, e);
    }
  }

  /**
   * Reads what {@link #encode(Codec, Object, ByteWriter)} wrote.
   *
   * @throws CodecException as {@link #decode(Codec, Bytes)}
   */
  public static <T> T decode(Codec<T> codec, ByteReader in) {
    int outer = in.open();
    int size = in.remaining();
    int from = in.position();
    try {
      T value = codec.read(in);
      in.close(outer);
      return value;
    } catch (RuntimeException e) {
      throw unreadable(codec, size, in.position() - from, e);
    }
  }

  /**
   * The value that the bytes are, all of them.
   *
   * @throws CodecException if they are not: cut, damaged, of another type, followed by more, or
   *     refused by a constructor. No other exception is thrown, whatever the bytes
   */
  public static <T> T decode(Codec<T> codec, Bytes bytes) {
    var in = new ByteReader(bytes);
    try {
      T value = codec.read(in);
      if (in.remaining() > 0) {
        throw new CodecException(in.remaining() + " bytes are left behind the value");
      }
      return value;
    } catch (RuntimeException e) {
      throw unreadable(codec, bytes.size(), in.position(), e);
    }
  }

  private static void requireValue(Codec<?> codec, @Nullable Object value) {
    if (value == null) {
      throw new CodecException(
          "cannot write " + codec + ": it is null. Maybe a value that stands for nothing");
    }
  }

  private static CodecException unwritable(Codec<?> codec, RuntimeException e) {
    return new CodecException("cannot write " + codec + ": " + reason(e), e);
  }

  private static CodecException unreadable(Codec<?> codec, int size, int at, RuntimeException e) {
    var reason = reason(e);
    return new CodecException(
        "cannot read %s from %d bytes (at byte %d): %s%s"
            .formatted(codec, size, at, reason, reason.contains("Maybe ") ? "" : DAMAGED),
        e);
  }

  private static String reason(RuntimeException e) {
    return e instanceof CodecException ? String.valueOf(e.getMessage()) : e.toString();
  }

  /** Collects the types that become bytes. For one thread. */
  public static final class Builder {
    private final Map<Class<?>, String> declared = new LinkedHashMap<>();
    private final Map<Class<?>, Codec<?>> foreign = new LinkedHashMap<>();
    private final List<String> refused = new ArrayList<>();
    private @Nullable Derivation derivation;

    private Builder() {}

    /**
     * Declares a type. Declaring it again changes nothing.
     *
     * @param declaredAt where, for people: {@code /cart/workflows/cart task cart state contents}
     */
    public Builder add(Class<?> type, String declaredAt) {
      if (type == null) {
        refused.add(declaredAt + ": its class is null. Maybe Void.class where there are no values");
        return this;
      }
      declared.putIfAbsent(type, declaredAt);
      derivation = null;
      return this;
    }

    /** Declares a class together with its codec, which is used wherever the class occurs. */
    public <T> Builder codec(Class<T> type, Codec<T> codec) {
      boolean built =
          Scalars.of(type) != null || Derivation.COLLECTIONS.contains(type) || type == Void.class;
      if (built) {
        refused.add("codec of %s: it has one of its own already".formatted(type.getName()));
      } else if (foreign.putIfAbsent(type, codec) != null) {
        refused.add("codec of %s: it is registered twice".formatted(type.getName()));
      }
      derivation = null;
      return this;
    }

    /**
     * All that keeps {@link #build()} from succeeding, each with path and advice; empty if nothing.
     */
    public List<String> problems() {
      var problems = new ArrayList<>(refused);
      problems.addAll(derivation().problems());
      return List.copyOf(problems);
    }

    /**
     * The codecs.
     *
     * @throws CodecException if there are {@link #problems()}, listing them
     */
    public Codecs build() {
      var problems = problems();
      if (!problems.isEmpty()) {
        throw new CodecException(
            "not every declared type can become bytes:\n  " + String.join("\n  ", problems));
      }
      return new Codecs(derivation().byClass());
    }

    private Derivation derivation() {
      if (derivation == null) {
        derivation = new Derivation(foreign);
        declared.forEach(derivation::declare);
      }
      return derivation;
    }
  }
}
