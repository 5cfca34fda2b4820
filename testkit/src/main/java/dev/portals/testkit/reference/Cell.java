package dev.portals.testkit.reference;

import dev.portals.codec.Bytes;
import dev.portals.task.Declaration;
import dev.portals.task.MapState;
import dev.portals.task.Stashed;
import dev.portals.task.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One value of state during one step (design rule S10). A map or a stash is one value here. */
record Cell(Step step, StateId id, Values values) {
  /** A value. */
  @SuppressWarnings("unchecked") // the handle has the types of its declaration, here and below
  record OfValue<T>(Cell cell, Declaration.StateOf<?> declared) implements State<T> {
    @Override
    public T value() {
      var set = cell.step.read(cell.id);
      var bytes = set.orElseGet(() -> encode(declared.initial()));
      return (T) cell.values.decode(declared.type(), (Bytes) bytes);
    }

    @Override
    public void set(T value) {
      cell.step.write(cell.id, Optional.of(encode(value)));
    }

    @Override
    public void clear() {
      cell.step.write(cell.id, Optional.empty());
    }

    private Bytes encode(Object value) {
      return cell.values.encode(declared.type(), value);
    }
  }

  /** A map, its entries in the order of their keys' bytes. */
  @SuppressWarnings("unchecked")
  record OfMap<K, V>(Cell cell, Class<?> key, Class<?> type) implements MapState<K, V> {
    private SortedMap<Bytes, Bytes> copy() {
      var read = cell.step.read(cell.id);
      return new TreeMap<>((Map<Bytes, Bytes>) read.orElseGet(TreeMap::new));
    }

    private void keep(SortedMap<Bytes, Bytes> map) {
      cell.step.write(cell.id, map.isEmpty() ? Optional.empty() : Optional.of(map));
    }

    @Override
    public Optional<V> value(K at) {
      var bytes = copy().get(cell.values.encode(key, at));
      return Optional.ofNullable(bytes).map(it -> (V) cell.values.decode(type, it));
    }

    @Override
    public void put(K at, V value) {
      var map = copy();
      map.put(cell.values.encode(key, at), cell.values.encode(type, value));
      keep(map);
    }

    @Override
    public void remove(K at) {
      var map = copy();
      map.remove(cell.values.encode(key, at));
      keep(map);
    }

    @Override
    public Map<K, V> entries() {
      return (Map<K, V>) decode(cell.values, key, type, copy());
    }

    @Override
    public int size() {
      return copy().size();
    }

    @Override
    public void clear() {
      keep(new TreeMap<>());
    }

    static Map<Object, Object> decode(
        Values values, Class<?> key, Class<?> type, Map<Bytes, Bytes> map) {
      var decoded = new LinkedHashMap<Object, Object>();
      map.forEach((at, value) -> decoded.put(values.decode(key, at), values.decode(type, value)));
      return Collections.unmodifiableMap(decoded);
    }
  }

  /** A queue. */
  @SuppressWarnings("unchecked")
  record OfStash<E>(Cell cell, Class<?> type) implements Stashed<E> {
    private List<Bytes> copy() {
      var read = cell.step.read(cell.id);
      return new ArrayList<>((List<Bytes>) read.orElseGet(ArrayList::new));
    }

    private void keep(List<Bytes> events) {
      cell.step.write(cell.id, events.isEmpty() ? Optional.empty() : Optional.of(events));
    }

    @Override
    public void put(E event) {
      var events = copy();
      events.add(cell.values.encode(type, event));
      keep(events);
    }

    @Override
    public Optional<E> take() {
      var events = copy();
      if (events.isEmpty()) {
        return Optional.empty();
      }
      var first = (E) cell.values.decode(type, events.remove(0));
      keep(events);
      return Optional.of(first);
    }

    @Override
    public List<E> takeAll() {
      var events = (List<E>) cell.values.decode(type, copy());
      keep(List.of());
      return events;
    }

    @Override
    public long size() {
      return copy().size();
    }
  }
}
