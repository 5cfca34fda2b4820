package dev.portals.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of one step at one node, each with its key. */
final class Batch {
  private final List<Object> events;
  private final List<@Nullable String> keys;

  Batch() {
    this(10);
  }

  /** With room for so many before it grows. */
  Batch(int size) {
    events = new ArrayList<>(size);
    keys = new ArrayList<>(size);
  }

  void add(Object event, @Nullable String key) {
    events.add(event);
    keys.add(key);
  }

  /** These, and others behind them; neither is changed. */
  Batch and(@Nullable Batch others) {
    if (others == null) {
      return this;
    }
    var both = new Batch();
    both.addAll(this);
    both.addAll(others);
    return both;
  }

  private void addAll(Batch other) {
    events.addAll(other.events);
    keys.addAll(other.keys);
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
