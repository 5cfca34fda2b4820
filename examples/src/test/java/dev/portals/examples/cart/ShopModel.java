package dev.portals.examples.cart;

import dev.portals.examples.cart.CartOperation.Add;
import dev.portals.examples.cart.CartOperation.Checkout;
import dev.portals.examples.cart.CartOperation.Remove;
import dev.portals.task.Generator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The shop as two loops and some maps: first all deliveries, then atom after atom of operations.
 * What an atom asks is served, in order, when all of its operations were seen.
 */
final class ShopModel {
  private final Map<String, Integer> delivered = new HashMap<>();
  private final Map<String, Integer> stock = new HashMap<>();
  private final Map<String, Integer> ordered = new HashMap<>();
  private final Map<String, Map<String, Integer>> carts = new HashMap<>();
  private final Map<String, Integer> missed = new HashMap<>();

  ShopModel(Size size) {
    for (var delivery : OperationsTest.all(Deliveries.of(size))) {
      delivered.merge(delivery.item(), delivery.count(), Integer::sum);
      stock.merge(delivery.item(), delivery.count(), Integer::sum);
    }
    var operations = Operations.of(size);
    var produced = operations.next().at(operations.start(), Instant.EPOCH);
    while (produced instanceof Generator.Atom<CartOperation, Integer> atom) {
      run(atom.events());
      produced = operations.next().at(atom.next(), Instant.EPOCH);
    }
  }

  private void run(List<CartOperation> atom) {
    var asks = new ArrayList<Runnable>();
    for (var operation : atom) {
      var cart = carts.computeIfAbsent(operation.user(), user -> new HashMap<>());
      if (operation instanceof Add add) {
        asks.add(() -> take(add, cart));
      } else if (operation instanceof Remove remove && cart.containsKey(remove.item())) {
        cart.compute(remove.item(), (item, n) -> n == null || n == 1 ? null : n - 1);
        asks.add(() -> stock.merge(remove.item(), 1, Integer::sum));
      } else if (operation instanceof Checkout) {
        cart.forEach((item, n) -> ordered.merge(item, n, Integer::sum));
        cart.clear();
      }
    }
    asks.forEach(Runnable::run);
  }

  private void take(Add add, Map<String, Integer> cart) {
    if (onHand(add.item()) > 0) {
      stock.merge(add.item(), -1, Integer::sum);
      cart.merge(add.item(), 1, Integer::sum);
    } else {
      missed.merge(add.user(), 1, Integer::sum);
    }
  }

  int delivered(String item) {
    return delivered.getOrDefault(item, 0);
  }

  int onHand(String item) {
    return stock.getOrDefault(item, 0);
  }

  int ordered(String item) {
    return ordered.getOrDefault(item, 0);
  }

  Contents cart(String user) {
    return new Contents(carts.getOrDefault(user, Map.of()), missed.getOrDefault(user, 0));
  }
}
