package dev.portals.codec;

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;

/** Why a type has no bytes, and what may be done. */
final class Refusals {
  private Refusals() {}

  static CodecException of(Class<?> type) {
    var name = type.getName();
    if (type.isArray()) {
      return array(type);
    } else if (type == Void.class || type == void.class) {
      return new CodecException("Void has no values. Maybe leave it out");
    } else if (type == Object.class) {
      return new CodecException(
          "java.lang.Object does not say what it is. Maybe a sealed interface of records");
    } else if (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)) {
      return new CodecException(name + " has no codec. Maybe List, Set or Map");
    } else if (type.isInterface()) {
      return new CodecException(
          ("%s is an interface that is not sealed, so its classes are not known."
                  + " Maybe make it sealed")
              .formatted(name));
    }
    return new CodecException(
        "%s has no codec. Maybe register one: app.codec(%s.class, …)"
            .formatted(name, type.getSimpleName()));
  }

  static CodecException raw(Class<?> type) {
    return new CodecException(
        ("%s without type arguments does not say what it holds."
                + " Maybe put it into a record: record %s")
            .formatted(type.getName(), "Holder(" + type.getSimpleName() + "<…> value)"));
  }

  static CodecException array(Type type) {
    return new CodecException(
        "%s is an array, which is mutable. Maybe a List, or Bytes".formatted(type.getTypeName()));
  }
}
