package dev.portals.engine;

import dev.portals.codec.Bytes;
import dev.portals.codec.Codecs;
import dev.portals.task.Declaration;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Declared state as a lane stores it, for whoever looks at it from outside. The entries of a map
 * and the events of a stash are values of their own, under a state that is named after the declared
 * one and the key.
 *
 * @param states the names of all states that the lane stores
 * @param values what is stored of one of them, by key
 */
public record StoredState(
    Collection<String> states, Function<String, Map<String, Bytes>> values, Codecs codecs) {
  /**
   * Everything that is set of one declared state, by key: a value, a {@link Map} or a {@link List}.
   * Takes time for each value of the lane.
   */
  public Map<String, Object> of(String task, Declaration declared) {
    var name = task + "/" + declared.name();
    var found = new TreeMap<String, Object>();
    if (declared instanceof Declaration.StateOf<?> it) {
      values.apply(name).forEach((key, value) -> found.put(key, codecs.decode(it.type(), value)));
    } else if (declared instanceof Declaration.MapOf<?, ?> it) {
      parts(name).forEach((key, entries) -> found.put(key, map(it, entries)));
    } else if (declared instanceof Declaration.StashOf<?> it) {
      parts(name).forEach((key, events) -> found.put(key, stash(it, events)));
    }
    return found;
  }

  private Map<String, Map<String, Bytes>> parts(String name) {
    var parts = new TreeMap<String, Map<String, Bytes>>();
    for (var state : states) {
      if (state.startsWith(name + "/") && !values.apply(state).isEmpty()) {
        parts.put(state.substring(name.length() + 1), values.apply(state));
      }
    }
    return parts;
  }

  private Object map(Declaration.MapOf<?, ?> declared, Map<String, Bytes> entries) {
    var map = new LinkedHashMap<Object, Object>();
    entries.forEach(
        (place, value) -> {
          var key = Bytes.of(place.getBytes(StandardCharsets.ISO_8859_1));
          map.put(codecs.decode(declared.key(), key), codecs.decode(declared.value(), value));
        });
    return map;
  }

  private Object stash(Declaration.StashOf<?> declared, Map<String, Bytes> events) {
    var byNumber = new TreeMap<Long, Object>();
    events.forEach(
        (number, event) ->
            byNumber.put(Long.parseLong(number), codecs.decode(declared.type(), event)));
    return new ArrayList<>(byNumber.values());
  }
}
