package dev.portals.codec;

/** {@code Void}: declared where there are no values, so nothing is ever written or read. */
final class VoidShape extends Shape<Void> {
  VoidShape() {
    super("Void");
  }

  @Override
  public void write(ByteWriter out, Void value) {
    throw new CodecException("Void has no values");
  }

  @Override
  public Void read(ByteReader in) {
    throw new CodecException("Void has no values");
  }

  @Override
  Void zero() {
    throw new CodecException("Void has no values");
  }
}
