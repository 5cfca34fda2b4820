package dev.portals.examples.cart;

import java.util.List;

/** Items with the pieces that were sold of them, those that sell best first. */
public record Best(List<OrderLine> lines) {
  public Best {
    lines = List.copyOf(lines);
  }
}
