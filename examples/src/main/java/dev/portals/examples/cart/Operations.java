package dev.portals.examples.cart;

import dev.portals.task.Generator;
import java.util.List;
import java.util.SplittableRandom;

/** What users do, made from a seed and the number of the operation alone. */
final class Operations {
  private static final long SEED = 906_150_257;
  private static final int ADDS = 70;
  private static final int REMOVES = 15;

  private Operations() {}

  static Generator<CartOperation, Integer> of(Size size) {
    var users = size.userNames();
    var items = size.itemNames();
    return Numbered.generator(
        CartOperation.class,
        size.operations(),
        size.atom(),
        number -> operation(users, items, number));
  }

  private static CartOperation operation(List<String> users, List<String> items, int number) {
    var random = new SplittableRandom(SEED + number);
    var user = users.get(random.nextInt(users.size()));
    var dice = random.nextInt(100);
    if (dice < ADDS) {
      return new CartOperation.Add(user, popular(items, random));
    } else if (dice < ADDS + REMOVES) {
      return new CartOperation.Remove(user, popular(items, random));
    }
    return new CartOperation.Checkout(user);
  }

  /** The first products are wanted most: the density falls linearly to 0 behind the last one. */
  private static String popular(List<String> items, SplittableRandom random) {
    return items.get(Math.min(random.nextInt(items.size()), random.nextInt(items.size())));
  }
}
