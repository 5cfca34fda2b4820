package dev.portals.codec;

import java.util.function.BiConsumer;
import java.util.function.Function;

/** A value without parts. */
final class ScalarShape<T> extends Shape<T> {
  private final T zero;
  private final BiConsumer<ByteWriter, T> writer;
  private final Function<ByteReader, T> reader;

  ScalarShape(
      Class<T> type, T zero, BiConsumer<ByteWriter, T> writer, Function<ByteReader, T> reader) {
    super(type.getSimpleName());
    this.zero = zero;
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public void write(ByteWriter out, T value) {
    writer.accept(out, value);
  }

  @Override
  public T read(ByteReader in) {
    return reader.apply(in);
  }

  @Override
  T zero() {
    return zero;
  }
}
