package dev.portals.examples.cart;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a user ordered.
 *
 * @param items pieces by item
 */
public record Order(String user, Map<String, Integer> items) {
  public Order {
    items = Map.copyOf(items);
  }

  /** In the order of the items' names: that of the map is another one in each process. */
  List<OrderLine> lines() {
    return new TreeMap<>(items)
        .entrySet().stream().map(item -> new OrderLine(item.getKey(), item.getValue())).toList();
  }
}
