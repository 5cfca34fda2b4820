package dev.portals.examples.cart;

import dev.portals.task.Generator;
import java.util.List;
import java.util.SplittableRandom;

/** Deliveries made from a seed and their number alone, so that any of them can be made again. */
final class Deliveries {
  private static final long SEED = 4_271;
  private static final int LARGEST = 200;

  private Deliveries() {}

  static Generator<Delivery, Integer> of(Size size) {
    var items = size.itemNames();
    return Numbered.generator(
        Delivery.class, size.deliveries(), size.atom(), number -> delivery(items, number));
  }

  /** Every product comes in turn, in truckloads of its own size. */
  private static Delivery delivery(List<String> items, int number) {
    var random = new SplittableRandom(SEED + number);
    return new Delivery(items.get(number % items.size()), random.nextInt(1, LARGEST + 1));
  }
}
