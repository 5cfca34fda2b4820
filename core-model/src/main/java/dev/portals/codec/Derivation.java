package dev.portals.codec;

import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Derives the shapes of declared types and of all they reach, and collects what is wrong. */
final class Derivation {
  /** What may hold other types. */
  static final Set<Class<?>> COLLECTIONS = Set.of(List.class, Set.class, Map.class, Optional.class);

  private final Map<Class<?>, Codec<?>> foreign;
  private final Map<TypeRef, Shape<Object>> shapes = new HashMap<>();
  private final List<Made> records = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  Derivation(Map<Class<?>, Codec<?>> foreign) {
    this.foreign = foreign;
    foreign.forEach((type, codec) -> keep(TypeRef.of(type), foreign(TypeRef.of(type), codec)));
  }

  /** Derives a type that was declared at a path. */
  void declare(Class<?> type, String path) {
    if (type == Void.class) {
      keep(TypeRef.of(type), new VoidShape());
    } else {
      shape(TypeRef.of(type), path, "");
    }
  }

  /** Everything that is wrong; to be asked when all is declared. */
  List<String> problems() {
    var all = new ArrayList<>(problems);
    for (var made : records) {
      if (made.shape.endless()) {
        all.add(
            ("%s %s: it contains itself, so no value would end."
                    + " Maybe Optional<%s> or List<%s> inside")
                .formatted(made.path, made.shape, made.shape, made.shape));
      }
    }
    return List.copyOf(all);
  }

  /** The shapes of all types that are a class without type arguments; with a primitive its box. */
  Map<Class<?>, Shape<?>> byClass() {
    var byClass = new HashMap<Class<?>, Shape<?>>();
    shapes.forEach(
        (type, shape) -> {
          if (type.arguments().isEmpty()) {
            byClass.put(type.raw(), shape);
            byClass.put(MethodType.methodType(type.raw()).wrap().returnType(), shape);
          }
        });
    return byClass;
  }

  /**
   * The shape of a type.
   *
   * @param place the component that has the type, as {@code Contents.items}; empty at the path
   *     itself
   * @return null if there is none, and a problem that says so
   */
  private @Nullable Shape<Object> shape(TypeRef type, String path, String place) {
    try {
      return derive(type, path, place);
    } catch (CodecException e) {
      problem(path, place, e);
      return null;
    }
  }

  private void problem(String path, String place, CodecException e) {
    problems.add(path + (place.isEmpty() ? "" : " " + place) + ": " + e.getMessage());
  }

  private @Nullable Shape<Object> derive(TypeRef type, String path, String place) {
    var raw = type.raw();
    var known = raw == Void.class ? null : shapes.get(type);
    if (known != null) {
      return known;
    }
    var codec = foreign.get(raw);
    var scalar = Scalars.of(raw);
    if (codec != null) {
      return keep(type, foreign(type, codec));
    } else if (scalar != null) {
      return keep(type, scalar);
    } else if (raw.getTypeParameters().length != type.arguments().size()) {
      throw Refusals.raw(raw);
    } else if (COLLECTIONS.contains(raw)) {
      return collection(type, path, place);
    } else if (raw.isEnum()) {
      return keep(type, EnumShape.of(raw));
    } else if (raw.isRecord()) {
      return record(type, path);
    } else if (raw.isSealed()) {
      return sealed(type, path);
    }
    throw Refusals.of(raw);
  }

  @SuppressWarnings("unchecked") // the registry pairs each class with its own shape
  private Shape<Object> keep(TypeRef type, Shape<?> shape) {
    shapes.put(type, (Shape<Object>) shape);
    return (Shape<Object>) shape;
  }

  private static Shape<?> foreign(TypeRef type, Codec<?> codec) {
    return new ForeignShape<>(type.toString(), codec);
  }

  @SuppressWarnings("unchecked") // the shape of List<E> from that of E, and so on
  private @Nullable Shape<Object> collection(TypeRef type, String path, String place) {
    var parts = new ArrayList<Shape<Object>>();
    for (var argument : type.arguments()) {
      var part = shape(argument, path, place);
      if (part == null) {
        return null;
      }
      parts.add(part);
    }
    var raw = type.raw();
    var name = type.toString();
    Shape<?> shape =
        raw == List.class
            ? new ListShape<>(name, place, parts.get(0))
            : raw == Set.class
                ? new SetShape<>(name, place, parts.get(0))
                : raw == Map.class
                    ? new MapShape<>(name, place, parts.get(0), parts.get(1))
                    : new OptionalShape<>(name, parts.get(0));
    return (Shape<Object>) shape;
  }

  private Shape<Object> record(TypeRef type, String path) {
    var handles = RecordHandles.of(type.raw());
    var shape = new RecordShape<Object>(type.toString(), handles.constructor());
    var kept = keep(type, shape);
    var numbers = new Numbers(handles.names(), "components of " + type);
    var components = new ArrayList<Component>();
    for (int i = 0; i < handles.names().size(); i++) {
      var place = type.raw().getSimpleName() + "." + handles.names().get(i);
      try {
        var part = derive(type.resolve(handles.types().get(i)), path, place);
        if (part != null) {
          components.add(new Component(place, numbers.number(i), handles.accessors().get(i), part));
        }
      } catch (CodecException e) {
        problem(path, place, e);
      }
    }
    shape.link(components, numbers);
    records.add(new Made(shape, path));
    return kept;
  }

  private Shape<Object> sealed(TypeRef type, String path) {
    var shape = new SealedShape<Object>(type.toString());
    var kept = keep(type, shape);
    var variants = new LinkedHashMap<Class<?>, Shape<Object>>();
    variants(type, path, variants);
    shape.link(List.copyOf(variants.keySet()), List.copyOf(variants.values()));
    return kept;
  }

  /** Collects the variants of a sealed type and of the sealed types among them. */
  private void variants(TypeRef type, String path, Map<Class<?>, Shape<Object>> variants) {
    for (var permitted : type.raw().getPermittedSubclasses()) {
      try {
        var variant = type.variant(permitted);
        if (permitted.isSealed() && !permitted.isEnum() && !foreign.containsKey(permitted)) {
          variants(variant, path, variants);
          continue;
        }
        var part = derive(variant, path, type.toString());
        if (part != null) {
          variants.put(permitted, part);
        }
      } catch (CodecException e) {
        problem(path, type.toString(), e);
      }
    }
  }

  private record Made(RecordShape<?> shape, String path) {}
}
