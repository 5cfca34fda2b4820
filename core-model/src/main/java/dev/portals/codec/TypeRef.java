package dev.portals.codec;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A class with what stands for its type variables; nothing is open any more. */
record TypeRef(Class<?> raw, List<TypeRef> arguments) {
  private static final int MAX_DEPTH = 20;

  static TypeRef of(Class<?> raw) {
    return new TypeRef(raw, List.of());
  }

  /**
   * {@code type} inside the class that this is.
   *
   * @throws CodecException if it is not one certain type
   */
  TypeRef resolve(Type type) {
    return resolve(type, variables(), 0);
  }

  private Map<TypeVariable<?>, TypeRef> variables() {
    var variables = new HashMap<TypeVariable<?>, TypeRef>();
    for (int i = 0; i < arguments.size(); i++) {
      variables.put(raw.getTypeParameters()[i], arguments.get(i));
    }
    return variables;
  }

  private static TypeRef resolve(Type type, Map<TypeVariable<?>, TypeRef> variables, int depth) {
    if (type instanceof Class<?> plain) {
      return of(plain);
    } else if (type instanceof ParameterizedType generic) {
      var arguments =
          Arrays.stream(generic.getActualTypeArguments())
              .map(argument -> resolve(argument, variables, depth + 1))
              .toList();
      var resolved = new TypeRef((Class<?>) generic.getRawType(), arguments);
      if (resolved.depth() > MAX_DEPTH) {
        throw new CodecException(
            "%s grows without end. Maybe name the class in place of its type variable"
                .formatted(generic.getTypeName()));
      }
      return resolved;
    } else if (type instanceof TypeVariable<?> variable) {
      var bound = variables.get(variable);
      if (bound == null) {
        throw new CodecException(
            "the type variable %s stands for no class here. Maybe name the class"
                .formatted(variable));
      }
      return bound;
    } else if (type instanceof WildcardType wildcard) {
      throw new CodecException(
          "%s is a wildcard. Maybe name the class".formatted(wildcard.getTypeName()));
    } else if (type instanceof GenericArrayType array) {
      throw Refusals.array(array);
    }
    throw new CodecException(type.getTypeName() + " is not a type that can become bytes");
  }

  /**
   * A variant of the sealed type that this is, its type variables bound by the interface it names.
   *
   * @throws CodecException if that leaves some of them open
   */
  TypeRef variant(Class<?> variant) {
    var parameters = variant.getTypeParameters();
    if (parameters.length == 0) {
      return of(variant);
    }
    var bound = new HashMap<Type, TypeRef>();
    for (var parent : variant.getGenericInterfaces()) {
      if (parent instanceof ParameterizedType generic && generic.getRawType() == raw) {
        for (int i = 0; i < arguments.size(); i++) {
          bound.put(generic.getActualTypeArguments()[i], arguments.get(i));
        }
      }
    }
    if (!bound.keySet().containsAll(List.of(parameters))) {
      throw new CodecException(
          "%s leaves the type variables of its variant %s open. Maybe make %s not generic"
              .formatted(this, variant.getSimpleName(), variant.getSimpleName()));
    }
    return new TypeRef(variant, Arrays.stream(parameters).map(p -> bound.get(p)).toList());
  }

  private int depth() {
    return 1 + arguments.stream().mapToInt(TypeRef::depth).max().orElse(0);
  }

  /** As written in a program, with simple names. */
  @Override
  public String toString() {
    return raw.getSimpleName()
        + (arguments.isEmpty()
            ? ""
            : arguments.stream()
                .map(TypeRef::toString)
                .collect(Collectors.joining(", ", "<", ">")));
  }
}
