package dev.portals.codec;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The elements in the order of their bytes, each with its length. */
final class SetShape<T> extends Shape<Set<T>> {
  private final String place;
  private final Shape<T> element;

  SetShape(String name, String place, Shape<T> element) {
    super(name);
    this.place = place;
    this.element = element;
  }

  @Override
  public void write(ByteWriter out, Set<T> set) {
    var order = new KeyOrder(out, 1, place);
    for (T value : set) {
      int from = out.size();
      element.writePart(out, value, place);
      order.wrote(from);
    }
    order.settle();
  }

  @Override
  public Set<T> read(ByteReader in) {
    if (in.remaining() == 0) {
      return zero();
    }
    var set = new LinkedHashSet<T>();
    var order = new KeyCheck(in, place);
    while (in.remaining() > 0) {
      order.begin();
      T value = element.readPart(in);
      order.end(set.add(value));
    }
    return Collections.unmodifiableSet(set);
  }

  @Override
  Set<T> zero() {
    return Collections.emptySet();
  }

  @Override
  List<? extends Shape<?>> parts() {
    return List.of(element);
  }
}
