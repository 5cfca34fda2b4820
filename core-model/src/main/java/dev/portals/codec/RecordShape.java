package dev.portals.codec;

import java.lang.invoke.MethodHandle;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The components in declared order, each as number, length and value. */
final class RecordShape<T> extends Shape<T> {
  private final MethodHandle constructor; // (Object[]) -> Object
  private Component[] components = {};
  private Numbers numbers = new Numbers(List.of(), "");

  RecordShape(String name, MethodHandle constructor) {
    super(name);
    this.constructor = constructor;
  }

  /** Sets the components: after construction, for a component may contain the record. */
  void link(List<Component> components, Numbers numbers) {
    this.components = components.toArray(Component[]::new);
    this.numbers = numbers;
  }

  @Override
  public void write(ByteWriter out, T value) {
    for (var component : components) {
      component.write(out, value);
    }
  }

  @Override
  public T read(ByteReader in) {
    var values = new Object[components.length];
    int expected = 0; // components mostly come in declared order
    int missing = values.length;
    while (in.remaining() > 0) {
      int number = in.varint(Numbers.LARGEST);
      int index =
          expected < values.length && components[expected].number() == number
              ? expected
              : numbers.index(number);
      if (index < 0) {
        in.skip();
      } else {
        if (values[index] != null) {
          throw new CodecException(components[index] + " is there twice");
        }
        values[index] = components[index].read(in);
        expected = index + 1;
        missing--;
      }
    }
    for (int i = 0; missing > 0; i++) {
      if (values[i] == null) {
        values[i] = components[i].zero();
        missing--;
      }
    }
    return make(values);
  }

  @Override
  T zero() {
    var values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = components[i].zero();
    }
    return make(values);
  }

  @Override
  List<? extends Shape<?>> parts() {
    return Stream.of(components).map(Component::shape).toList();
  }

  /** Whether every value would contain another value of this record, and so never end. */
  boolean endless() {
    return contains(this, new HashSet<>());
  }

  private boolean contains(RecordShape<?> record, Set<Shape<?>> seen) {
    for (var component : components) {
      if (component.shape() instanceof RecordShape<?> part
          && (part.equals(record) || seen.add(part) && part.contains(record, seen))) {
        return true;
      }
    }
    return false;
  }

  @SuppressWarnings("unchecked") // the constructor is that of T
  private T make(Object[] values) {
    try {
      return (T) Objects.requireNonNull(constructor, "not derived yet").invokeExact(values);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      throw new CodecException("the constructor of " + this + " threw " + e, e);
    }
  }
}
