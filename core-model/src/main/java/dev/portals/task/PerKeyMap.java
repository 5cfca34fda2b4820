package dev.portals.task;

/** A declared map, one for every key (design rule S10). Each of its entries is stored alone. */
public final class PerKeyMap<K, V> extends PerKeyState<MapState<K, V>> {
  PerKeyMap(Declared owner, int slot, String name) {
    super(owner, slot, name);
  }
}
