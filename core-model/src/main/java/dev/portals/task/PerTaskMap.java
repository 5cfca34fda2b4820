package dev.portals.task;

/**
 * A declared map, one for every lane of the task (design rule S10). Each of its entries is stored
 * alone.
 */
public final class PerTaskMap<K, V> extends PerTaskState<MapState<K, V>> {
  PerTaskMap(Declared owner, int slot, String name) {
    super(owner, slot, name);
  }
}
