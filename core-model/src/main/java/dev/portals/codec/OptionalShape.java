package dev.portals.codec;

import java.util.List;
import java.util.Optional;

/** No bytes, or a 1 and the value. */
final class OptionalShape<T> extends Shape<Optional<T>> {
  private final Shape<T> value;

  OptionalShape(String name, Shape<T> value) {
    super(name);
    this.value = value;
  }

  @Override
  public void write(ByteWriter out, Optional<T> optional) {
    if (optional.isPresent()) {
      out.fixed8(1);
      value.write(out, optional.get());
    }
  }

  @Override
  public Optional<T> read(ByteReader in) {
    if (in.remaining() == 0) {
      return Optional.empty();
    }
    if (in.fixed8() != 1) {
      throw new CodecException(this + " begins with neither nothing nor a 1");
    }
    return Optional.of(value.read(in));
  }

  @Override
  Optional<T> zero() {
    return Optional.empty();
  }

  @Override
  List<? extends Shape<?>> parts() {
    return List.of(value);
  }
}
