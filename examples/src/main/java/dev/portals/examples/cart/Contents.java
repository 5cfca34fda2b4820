package dev.portals.examples.cart;

import java.util.Map;
import java.util.TreeMap;

/**
 * A user's cart.
 *
 * @param items pieces by item, none of them 0
 * @param soldOut how often this user has wanted what was sold out
 */
public record Contents(Map<String, Integer> items, int soldOut) {
  static final Contents EMPTY = new Contents(Map.of(), 0);

  public Contents {
    items = Map.copyOf(items);
  }

  int count(String item) {
    return items.getOrDefault(item, 0);
  }

  Contents with(String item) {
    return with(item, count(item) + 1);
  }

  Contents without(String item) {
    return with(item, count(item) - 1);
  }

  Contents missed() {
    return new Contents(items, soldOut + 1);
  }

  Contents ordered() {
    return new Contents(Map.of(), soldOut);
  }

  private Contents with(String item, int count) {
    var changed = new TreeMap<>(items);
    if (count == 0) {
      changed.remove(item);
    } else {
      changed.put(item, count);
    }
    return new Contents(changed, soldOut);
  }
}
