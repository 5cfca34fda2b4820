package dev.portals.local.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sealed types as objects of one field, named by the simple name of the variant's class, and
 * components that must be there: what annotations would say, without annotations.
 */
final class SealedTypes extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  private static final JsonTypeInfo.Value WRAPPED =
      JsonTypeInfo.Value.construct(
          JsonTypeInfo.Id.NAME, JsonTypeInfo.As.WRAPPER_OBJECT, null, null, false, null);

  @Override
  public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
      MapperConfig<?> config, Annotated annotated) {
    return isSealed(annotated) ? WRAPPED : null;
  }

  @Override
  public @Nullable TypeResolverBuilder<?> findTypeResolver(
      MapperConfig<?> config, AnnotatedClass annotated, JavaType type) {
    return isSealed(annotated) ? new StdTypeResolverBuilder(WRAPPED) : null;
  }

  @Override
  public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
    return isSealed(annotated) ? named(annotated.getRawType()) : null;
  }

  /** A component of a record must be there, unless it is an Optional. */
  @Override
  public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
    return member.getDeclaringClass().isRecord() && member.getRawType() != Optional.class
        ? Boolean.TRUE
        : super.hasRequiredMarker(member);
  }

  private static boolean isSealed(Annotated annotated) {
    return annotated instanceof AnnotatedClass && annotated.getRawType().isSealed();
  }

  /** The variants of a sealed type and of the sealed types among them, in order of their names. */
  static List<Class<?>> variants(Class<?> type) {
    var variants = new ArrayList<Class<?>>();
    for (var permitted : type.getPermittedSubclasses()) {
      if (permitted.isSealed() && !permitted.isEnum()) {
        variants.addAll(variants(permitted));
      } else {
        variants.add(permitted);
      }
    }
    variants.sort(Comparator.comparing(Class::getSimpleName));
    return variants;
  }

  private static List<NamedType> named(Class<?> type) {
    return variants(type).stream().map(v -> new NamedType(v, v.getSimpleName())).toList();
  }
}
