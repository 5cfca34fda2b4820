package dev.portals.local.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import org.jspecify.annotations.Nullable;

/** Why a text was refused, as one line: where, what, and what would be right. */
final class Refusal {
  private static final String ROOT = "the value";
  private static final int MOST_SHOWN = 300;

  private Refusal() {}

  static String message(Class<?> wanted, JsonProcessingException refused) {
    if (refused instanceof UnrecognizedPropertyException unknown) {
      var at = at(unknown, true);
      return "%sunknown field \"%s\". Maybe %s"
          .formatted(
              at.equals(ROOT) ? "" : at + ": ",
              shown(unknown.getPropertyName()),
              Expected.of(unknown.getReferringClass()));
    } else if (refused instanceof InvalidTypeIdException variant && variant.getTypeId() != null) {
      return "\"%s\" is no %s. Maybe %s"
          .formatted(
              shown(variant.getTypeId()),
              variant.getBaseType().getRawClass().getSimpleName(),
              Expected.variants(variant.getBaseType().getRawClass()));
    } else if (refused instanceof ValueInstantiationException thrown) {
      return at(thrown, false) + ": " + firstLine(cause(thrown));
    } else if (refused instanceof MismatchedInputException mismatch) {
      return mismatched(wanted, mismatch);
    } else if (refused instanceof JsonMappingException mapping) {
      var cause = mapping.getCause();
      return cause instanceof InputCoercionException number
          ? at(mapping, false) + " is not " + Expected.of(number.getTargetType())
          : at(mapping, false) + ": " + firstLine(mapping.getOriginalMessage());
    }
    var place = refused.getLocation();
    return "this is not JSON: %s (line %d, column %d)"
        .formatted(
            firstLine(refused.getOriginalMessage()),
            place == null ? 1 : place.getLineNr(),
            place == null ? 1 : place.getColumnNr());
  }

  private static String mismatched(Class<?> wanted, MismatchedInputException refused) {
    var message = firstLine(refused.getOriginalMessage());
    if (message.startsWith("No content")) {
      return "there is no JSON. Maybe " + Expected.of(wanted);
    }
    var target = refused.getTargetType();
    if (message.startsWith("Missing required") || message.startsWith("Null value")) {
      return at(refused, false) + " is missing. Maybe " + Expected.of(owner(wanted, refused));
    } else if (message.startsWith("Trailing token")) {
      return "there is more behind the value. Maybe one value";
    }
    return at(refused, false) + " is not " + Expected.of(target == null ? wanted : target);
  }

  /** The class of the object that the last field of the path belongs to. */
  private static Class<?> owner(Class<?> wanted, JsonMappingException refused) {
    var path = refused.getPath();
    var from = path.isEmpty() ? wanted : path.get(path.size() - 1).getFrom();
    if (from == null) {
      return wanted;
    }
    return from instanceof Class<?> type ? type : from.getClass();
  }

  /** As in {@code item}, {@code items[3].count}; of its object if the field itself is unknown. */
  private static String at(JsonMappingException refused, boolean parent) {
    var path = refused.getPath();
    var text = new StringBuilder();
    for (var step : parent ? path.subList(0, path.size() - 1) : path) {
      if (step.getFieldName() == null) {
        text.append('[').append(step.getIndex()).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(shown(step.getFieldName()));
      }
    }
    return text.isEmpty() ? ROOT : shown(text.toString());
  }

  private static String cause(ValueInstantiationException thrown) {
    var cause = thrown.getCause();
    var message = cause == null ? null : cause.getMessage();
    return message == null ? thrown.getOriginalMessage() : message;
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "no reason given" : shown(text.lines().findFirst().orElse(""));
  }

  /** What came from outside may be of any length. */
  private static String shown(String text) {
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
  }
}
