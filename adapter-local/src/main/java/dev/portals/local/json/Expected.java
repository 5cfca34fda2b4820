package dev.portals.local.json;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** What would have been right, for messages. */
final class Expected {
  private Expected() {}

  /** As in {@code {"item": String}}, {@code of type int}. */
  static String of(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> "\"" + ((Enum<?>) constant).name() + "\"")
          .collect(Collectors.joining(" or "));
    } else if (type.isRecord()) {
      return Arrays.stream(type.getRecordComponents())
          .map(Expected::component)
          .collect(Collectors.joining(", ", "{", "}"));
    } else if (type.isSealed()) {
      return SealedTypes.variants(type).stream()
          .map(variant -> "{\"" + variant.getSimpleName() + "\": " + of(variant) + "}")
          .collect(Collectors.joining(" or "));
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    } else if (Map.class.isAssignableFrom(type)) {
      return "an object";
    }
    return "of type " + type.getSimpleName();
  }

  /** As in {@code Take, PutBack or Count}. */
  static String variants(Class<?> sealed) {
    var names = SealedTypes.variants(sealed).stream().map(Class::getSimpleName).toList();
    var last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  private static String component(RecordComponent component) {
    return "\"" + component.getName() + "\": " + component.getType().getSimpleName();
  }
}
