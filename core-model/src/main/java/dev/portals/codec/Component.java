package dev.portals.codec;

import java.lang.invoke.MethodHandle;

/**
 * One component of a record.
 *
 * @param place record and component, for messages: {@code Contents.items}
 * @param number what stands for the name
 * @param accessor {@code (Object) -> Object}
 */
record Component(String place, int number, MethodHandle accessor, Shape<Object> shape) {

  void write(ByteWriter out, Object owner) {
    Object value;
    try {
      value = accessor.invokeExact(owner);
    } catch (VirtualMachineError | ClassCastException e) {
      throw e;
    } catch (Throwable e) {
      throw new CodecException("the accessor of " + place + " threw " + e, e);
    }
    if (value == null) {
      throw new CodecException(
          place
              + " is null. Maybe "
              + (shape instanceof OptionalShape ? "Optional.empty()" : "Optional<" + shape + ">"));
    }
    int mark = out.begin(number);
    shape.write(out, value);
    out.end(mark);
  }

  Object read(ByteReader in) {
    return shape.readPart(in);
  }

  Object zero() {
    try {
      return shape.zero();
    } catch (CodecException e) {
      throw new CodecException(
          place
              + " is not in these bytes, and "
              + e.getMessage()
              + ". Maybe make a component that is added later Optional<"
              + shape
              + ">",
          e);
    }
  }

  @Override
  public String toString() {
    return place;
  }
}
