package dev.portals.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The elements in their order, each with its length. */
final class ListShape<T> extends Shape<List<T>> {
  private final String place;
  private final Shape<T> element;

  ListShape(String name, String place, Shape<T> element) {
    super(name);
    this.place = place;
    this.element = element;
  }

  @Override
  public void write(ByteWriter out, List<T> list) {
    for (T value : list) {
      element.writePart(out, value, place);
    }
  }

  @Override
  public List<T> read(ByteReader in) {
    if (in.remaining() == 0) {
      return zero();
    }
    var list = new ArrayList<T>();
    while (in.remaining() > 0) {
      list.add(element.readPart(in));
    }
    return Collections.unmodifiableList(list);
  }

  @Override
  List<T> zero() {
    return Collections.emptyList(); // unlike List.of(), it may be asked for null
  }

  @Override
  List<? extends Shape<?>> parts() {
    return List.of(element);
  }
}
