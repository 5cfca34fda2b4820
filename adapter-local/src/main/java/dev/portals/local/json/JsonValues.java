package dev.portals.local.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.portals.codec.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Values as JSON and back: a record is an object of its components, a value of a sealed type an
 * object of one field that is named after its class ({@code {"Take":{"item":"socks"}}}), an enum
 * its name, {@link Bytes} base64, {@code java.time} as in ISO 8601.
 *
 * <p>Reading is strict: every component must be there (an Optional may be left out), no other field
 * may be, and nothing is converted. Immutable, for all threads.
 */
public final class JsonValues {
  private final JsonMapper mapper;

  public JsonValues() {
    var builder =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(bytes())
            .annotationIntrospector(new SealedTypes())
            .enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(
                SerializationFeature.FAIL_ON_EMPTY_BEANS,
                SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    builder.withCoercionConfig(
        LogicalType.Textual,
        textual -> {
          for (var shape :
              new CoercionInputShape[] {
                CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean
              }) {
            textual.setCoercion(shape, CoercionAction.Fail);
          }
        });
    mapper = builder.build();
  }

  private static SimpleModule bytes() {
    return new SimpleModule("bytes")
        .addSerializer(Bytes.class, new BytesJson.Writer())
        .addDeserializer(Bytes.class, new BytesJson.Reader());
  }

  /**
   * The value that a JSON text (UTF-8) is.
   *
   * @throws JsonException if it is none of that type
   */
  public <T> T read(Class<T> type, byte[] json) {
    try {
      T value = mapper.readerFor(type).readValue(json);
      if (value == null) {
        throw new JsonException(
            "null is no " + type.getSimpleName() + ". Maybe " + Expected.of(type));
      }
      return value;
    } catch (JsonProcessingException refused) {
      throw new JsonException(Refusal.message(type, refused), refused);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** As {@link #read(Class, byte[])}. */
  public <T> T read(Class<T> type, String json) {
    return read(type, json.getBytes(StandardCharsets.UTF_8));
  }

  /** A value of a class as a part of other JSON. */
  public <T> JsonNode tree(Class<T> type, T value) {
    try {
      return mapper.readTree(write(type, value));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * A value as one line of JSON.
   *
   * @throws JsonException if its type has no JSON form
   */
  public <T> String write(Class<T> type, T value) {
    try {
      return mapper.writerFor(type).writeValueAsString(value);
    } catch (JsonProcessingException refused) {
      throw new JsonException(
          "%s has no JSON form: %s".formatted(type.getName(), refused.getOriginalMessage()),
          refused);
    }
  }
}
