package dev.portals.codec;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A codec this package made: it also knows its name, its zero and its parts. */
abstract class Shape<T> implements Codec<T> {
  private final String name;

  Shape(String name) {
    this.name = name;
  }

  /**
   * What a component of this type holds when the bytes are of a version that did not have it.
   *
   * @throws CodecException if the type has no zero
   */
  abstract T zero();

  /** The shapes that values of this one are made of. */
  List<? extends Shape<?>> parts() {
    return List.of();
  }

  /** Whether this shape adds nothing mutable to what its parts are. */
  boolean immutable() {
    return true;
  }

  @Override
  public final boolean shareable() {
    return shareable(this, new HashSet<>());
  }

  private static boolean shareable(Shape<?> shape, Set<Shape<?>> seen) {
    return !seen.add(shape)
        || shape.immutable() && shape.parts().stream().allMatch(part -> shareable(part, seen));
  }

  /** Writes a part of {@code value} with its length; {@code place} is for the message. */
  final void writePart(ByteWriter out, T part, String place) {
    if (part == null) {
      throw new CodecException(
          place + " holds null. Maybe Optional<" + name + "> where there may be none");
    }
    int mark = out.begin();
    write(out, part);
    out.end(mark);
  }

  /** Reads what {@link #writePart} wrote. */
  final T readPart(ByteReader in) {
    int outer = in.enter();
    T part = read(in);
    in.leave(outer);
    return part;
  }

  /** The name of the type, as it is written in a program. */
  @Override
  public final String toString() {
    return name;
  }
}
