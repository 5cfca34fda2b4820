package dev.portals.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How to take a record apart and put it together.
 *
 * @param accessors {@code (Object) -> Object}
 * @param constructor {@code (Object[]) -> Object}
 */
record RecordHandles(
    List<String> names, List<Type> types, List<MethodHandle> accessors, MethodHandle constructor) {
  private static final MethodHandles.Lookup OWN = MethodHandles.lookup();
  private static final MethodType ACCESSOR = MethodType.methodType(Object.class, Object.class);
  private static final int MOST = 200; // a method handle takes at most 255 arguments

  /**
   * The handles of a record class.
   *
   * @throws CodecException if its module does not open it, or it is too wide
   */
  static RecordHandles of(Class<?> type) {
    var components = type.getRecordComponents();
    if (components.length > MOST) {
      throw new CodecException(
          "%s has %d components, and %d is the limit. Maybe group them into records"
              .formatted(type.getName(), components.length, MOST));
    }
    try {
      var lookup = MethodHandles.privateLookupIn(type, OWN);
      var accessors = new ArrayList<MethodHandle>();
      for (var component : components) {
        accessors.add(lookup.unreflect(component.getAccessor()).asType(ACCESSOR));
      }
      var parameters = Stream.of(components).map(RecordComponent::getType).toList();
      var constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, parameters))
              .asFixedArity()
              .asType(MethodType.genericMethodType(components.length))
              .asSpreader(Object[].class, components.length);
      return new RecordHandles(
          Stream.of(components).map(RecordComponent::getName).toList(),
          Stream.of(components).map(RecordComponent::getGenericType).toList(),
          accessors,
          constructor);
    } catch (ReflectiveOperationException e) {
      throw new CodecException(
          "%s is not open to this library (%s). Maybe its module-info needs: opens %s;"
              .formatted(type.getName(), e.getMessage(), type.getPackageName()),
          e);
    }
  }
}
