package dev.portals.codec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The entries in the order of their keys' bytes: key and value, each with its length. */
final class MapShape<K, V> extends Shape<Map<K, V>> {
  private final String place;
  private final Shape<K> key;
  private final Shape<V> value;

  MapShape(String name, String place, Shape<K> key, Shape<V> value) {
    super(name);
    this.place = place;
    this.key = key;
    this.value = value;
  }

  @Override
  public void write(ByteWriter out, Map<K, V> map) {
    var order = new KeyOrder(out, 2, place);
    for (var entry : map.entrySet()) {
      int from = out.size();
      key.writePart(out, entry.getKey(), place);
      order.wrote(from);
      value.writePart(out, entry.getValue(), place);
    }
    order.settle();
  }

  @Override
  public Map<K, V> read(ByteReader in) {
    if (in.remaining() == 0) {
      return zero();
    }
    var map = new LinkedHashMap<K, V>();
    var order = new KeyCheck(in, place);
    while (in.remaining() > 0) {
      order.begin();
      K read = key.readPart(in);
      order.end(!map.containsKey(read));
      map.put(read, value.readPart(in));
    }
    return Collections.unmodifiableMap(map);
  }

  @Override
  Map<K, V> zero() {
    return Collections.emptyMap();
  }

  @Override
  List<? extends Shape<?>> parts() {
    return List.of(key, value);
  }
}
