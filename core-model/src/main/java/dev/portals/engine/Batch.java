package dev.portals.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of one step at one node, each with its key. */
final class Batch {
  private final List<Object> events = new ArrayList<>();
  private final List<@Nullable String> keys = new ArrayList<>();

  void add(Object event, @Nullable String key) {
    events.add(event);
    keys.add(key);
  }

  int size() {
    return events.size();
  }

  Object event(int at) {
    return events.get(at);
  }

  @Nullable String key(int at) {
    return keys.get(at);
  }
}
