package dev.portals.examples.cart;

import dev.portals.PortalsException;
import java.util.List;

/**
 * How much is going on in the shop. The same size gives the same deliveries and operations, always.
 *
 * @param items products, from 1 to 200
 * @param users from 1 to 1,000,000
 * @param deliveries from 0
 * @param operations what users do, from 0
 * @param atom events in an atom, from 1 to 1,000
 */
public record Size(int items, int users, int deliveries, int operations, int atom) {
  /** Twenty products, five hundred users, two hundred thousand operations in atoms of fifty. */
  public static final Size DEFAULT = of(200_000, 50);

  public Size {
    require("items", items, 1, Catalogue.ITEMS);
    require("users", users, 1, 1_000_000);
    require("deliveries", deliveries, 0, Integer.MAX_VALUE);
    require("operations", operations, 0, Integer.MAX_VALUE);
    require("atom", atom, 1, 1_000);
  }

  /**
   * Twenty products and five hundred users. There is a delivery for a hundred operations, so that
   * popular products sell out and others do not.
   */
  public static Size of(int operations, int atom) {
    return new Size(20, 500, Math.max(20, operations / 100), operations, atom);
  }

  /** The names of the products. */
  public List<String> itemNames() {
    return Catalogue.items(items);
  }

  /** The names of the users. */
  public List<String> userNames() {
    return Catalogue.users(users);
  }

  private static void require(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new PortalsException(
          "a shop of %,d %s. Maybe %,d to %,d".formatted(value, what, least, most));
    }
  }
}
