package dev.portals.codec;

/** A class with a codec that the application registered. */
final class ForeignShape<T> extends Shape<T> {
  private final Codec<T> codec;

  ForeignShape(String name, Codec<T> codec) {
    super(name);
    this.codec = codec;
  }

  @Override
  public void write(ByteWriter out, T value) {
    codec.write(out, value);
  }

  @Override
  public T read(ByteReader in) {
    T value = codec.read(in);
    if (value == null) {
      throw new CodecException("the registered codec of " + this + " read null");
    }
    return value;
  }

  @Override
  boolean immutable() {
    return codec.shareable();
  }

  @Override
  T zero() {
    throw new CodecException(this + " has a registered codec and no zero");
  }
}
