package dev.portals.engine;

import dev.portals.PortalsException;
import dev.portals.codec.Bytes;
import dev.portals.codec.Codecs;
import dev.portals.task.MapState;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A map during one step. An entry is stored under its key's bytes, each as the character of that
 * number (ISO 8859-1): texts stay readable, and texts compare as the bytes do.
 */
final class MapView<K, V> implements MapState<K, V> {
  private static final int LONGEST_KEY = 1_024;

  private final StepScope scope;
  private final MapSlot slot;
  private final String state;

  MapView(StepScope scope, MapSlot slot, String state) {
    this.scope = scope;
    this.slot = slot;
    this.state = state;
  }

  @Override
  public Optional<V> value(K key) {
    return Optional.ofNullable(scope.read(state, place(key))).map(this::decodedValue);
  }

  @Override
  public void put(K key, V value) {
    if (value == null) {
      throw new PortalsException(
          "map " + slot.state() + " was given null for " + key + ". Maybe remove(key)");
    }
    scope.write(state, place(key), Optional.of(Codecs.encode(slot.value(), value)));
  }

  @Override
  public void remove(K key) {
    scope.write(state, place(key), Optional.empty());
  }

  @Override
  public Map<K, V> entries() {
    var entries = new LinkedHashMap<K, V>();
    scope
        .values(state)
        .forEach((place, value) -> entries.put(decodedKey(place), decodedValue(value)));
    return Collections.unmodifiableMap(entries);
  }

  @Override
  public int size() {
    return scope.values(state).size();
  }

  @Override
  public void clear() {
    scope.values(state).keySet().forEach(place -> scope.write(state, place, Optional.empty()));
  }

  private String place(K key) {
    if (key == null) {
      throw new PortalsException(
          "map " + slot.state() + " has no null keys. Maybe a key that stands for nothing");
    }
    var bytes = Codecs.encode(slot.key(), key);
    if (bytes.size() > LONGEST_KEY) {
      throw new PortalsException(
          "a key of map %s takes %,d bytes, the limit is %,d. Maybe a hash of it"
              .formatted(slot.state(), bytes.size(), LONGEST_KEY));
    }
    return new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1);
  }

  @SuppressWarnings("unchecked") // the handle's types are the slot's: both are of one declaration
  private K decodedKey(String place) {
    return (K) Codecs.decode(slot.key(), Bytes.of(place.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @SuppressWarnings("unchecked") // likewise
  private V decodedValue(Bytes value) {
    return (V) Codecs.decode(slot.value(), value);
  }
}
