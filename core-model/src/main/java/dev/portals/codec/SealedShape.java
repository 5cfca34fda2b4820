package dev.portals.codec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A value is the number of its variant's simple class name, then the variant. */
final class SealedShape<T> extends Shape<T> {
  private List<Shape<? extends T>> variants = List.of();
  private Numbers numbers = new Numbers(List.of(), "");
  private final Map<Class<?>, Integer> indexes = new HashMap<>();

  SealedShape(String name) {
    super(name);
  }

  /** Sets the variants: after construction, for a variant may contain the sealed type. */
  void link(List<Class<?>> types, List<Shape<? extends T>> shapes) {
    numbers = new Numbers(types.stream().map(Class::getSimpleName).toList(), "variants of " + this);
    variants = shapes;
    for (var type : types) {
      indexes.put(type, indexes.size());
    }
  }

  @Override
  public void write(ByteWriter out, T value) {
    var type = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
    var index = indexes.get(type);
    if (index == null) {
      throw new CodecException(type.getName() + " is not a variant of " + this);
    }
    out.varint(numbers.number(index));
    @SuppressWarnings("unchecked") // the index is that of the value's own class
    var variant = (Shape<T>) variants.get(index);
    variant.write(out, value);
  }

  @Override
  public T read(ByteReader in) {
    int number = in.varint(Numbers.LARGEST);
    int index = numbers.index(number);
    if (index < 0) {
      throw new CodecException(
          this + " has no variant with number " + number + ". Maybe it was renamed or removed");
    }
    return variants.get(index).read(in);
  }

  @Override
  T zero() {
    throw new CodecException(this + " is sealed and has no zero");
  }

  @Override
  List<? extends Shape<?>> parts() {
    return variants;
  }
}
