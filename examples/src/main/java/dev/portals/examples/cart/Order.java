package dev.portals.examples.cart;

import java.util.List;
import java.util.Map;

/**
 * What a user ordered.
 *
 * @param items pieces by item
 */
public record Order(String user, Map<String, Integer> items) {
  public Order {
    items = Map.copyOf(items);
  }

  List<OrderLine> lines() {
    return items.entrySet().stream()
        .map(item -> new OrderLine(item.getKey(), item.getValue()))
        .toList();
  }
}
