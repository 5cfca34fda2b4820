package dev.portals.conformance;

import dev.portals.codec.Bytes;
import dev.portals.codec.Codecs;
import dev.portals.protocol.LaneState;
import dev.portals.task.Declaration;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Declared state as a lane stores it. The entries of a map and the events of a stash are values of
 * their own, under a state that is named after this one and the key.
 */
record StoredState(LaneState lane, String name, Codecs codecs) {
  /** Everything that is set, by key. */
  Map<String, Object> values(Declaration declared) {
    var values = new HashMap<String, Object>();
    if (declared instanceof Declaration.StateOf<?> it) {
      lane.values(name).forEach((key, value) -> values.put(key, codecs.decode(it.type(), value)));
    } else if (declared instanceof Declaration.MapOf<?, ?> it) {
      parts().forEach((key, entries) -> values.put(key, map(it, entries)));
    } else if (declared instanceof Declaration.StashOf<?> it) {
      parts().forEach((key, events) -> values.put(key, stash(it, events)));
    }
    return values;
  }

  private Map<String, Map<String, Bytes>> parts() {
    var parts = new HashMap<String, Map<String, Bytes>>();
    for (var state : lane.states()) {
      if (state.startsWith(name + "/") && !lane.values(state).isEmpty()) {
        parts.put(state.substring(name.length() + 1), lane.values(state));
      }
    }
    return parts;
  }

  private Object map(Declaration.MapOf<?, ?> declared, Map<String, Bytes> entries) {
    var map = new HashMap<Object, Object>();
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
