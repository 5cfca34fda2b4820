package dev.portals.task;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A map, under the current key or of the lane. Each entry is a stored value of its own: a step
 * writes those it changes and no others. Keys and values go through the codec on every call, so
 * changing an object that was read or put changes nothing.
 *
 * <p>An entry is found by the bytes of its key, so the key's class must stay as it is; a String or
 * a number does. A key takes 1,024 bytes at most.
 */
public interface MapState<K, V> {
  /** The value of a key, if there is one. */
  Optional<V> value(K key);

  /** Adds or replaces an entry. */
  void put(K key, V value);

  /** Removes an entry, if there is one. */
  void remove(K key);

  /**
   * All entries as they are now, in the order of their keys' bytes: texts as they compare in UTF-8,
   * the same order on every run. Takes time for each of them.
   */
  Map<K, V> entries();

  /** How many entries there are. */
  int size();

  /** Removes every entry. */
  void clear();

  /**
   * Replaces a value by a function of it, or of {@code initial} if there is none, and gives back
   * the new one.
   */
  default V update(K key, V initial, UnaryOperator<V> change) {
    var next = change.apply(value(key).orElse(initial));
    put(key, next);
    return next;
  }
}
