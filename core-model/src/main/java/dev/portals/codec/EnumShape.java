package dev.portals.codec;

import java.util.List;
import java.util.stream.Stream;

/** A constant is the number of its name. */
final class EnumShape<E extends Enum<E>> extends Shape<E> {
  private final E[] constants;
  private final Numbers numbers;

  private EnumShape(Class<E> type) {
    super(type.getSimpleName());
    constants = type.getEnumConstants();
    if (constants.length == 0) {
      throw new CodecException(this + " has no constants, so there is no value. Maybe add one");
    }
    List<String> names = Stream.of(constants).map(E::name).toList();
    numbers = new Numbers(names, "constants of " + this);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // asked of enum classes only
  static EnumShape<?> of(Class<?> type) {
    return new EnumShape(type);
  }

  @Override
  @SuppressWarnings(
      "EnumOrdinal") // an index into this class's constants; what is written derives from the name
  public void write(ByteWriter out, E value) {
    out.varint(numbers.number(value.ordinal()));
  }

  @Override
  public E read(ByteReader in) {
    int number = in.varint(Numbers.LARGEST);
    int index = numbers.index(number);
    if (index < 0) {
      throw new CodecException(
          this + " has no constant with number " + number + ". Maybe it was renamed or removed");
    }
    return constants[index];
  }

  @Override
  E zero() {
    return constants[0];
  }
}
