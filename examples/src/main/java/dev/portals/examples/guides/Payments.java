package dev.portals.examples.guides;

import dev.portals.task.Task;
import java.util.function.BiFunction;

/**
 * Calls the outside world. A step may run more than once before it commits, so the call says which
 * payment it is, and who takes it knows it again.
 */
final class Payments {
  /** Somebody who takes money: twice the same id is one payment, with one receipt. */
  interface Provider extends BiFunction<String, Long, String> {}

  /** An order to be paid. */
  record Due(String order, long cents) {}

  /** What the provider said. */
  record Paid(String order, String receipt) {}

  private Payments() {}

  static Task<Due, Paid> task(Provider provider) {
    return Task.define(
        Due.class,
        Paid.class,
        task -> {
          var paid = task.perKey("paid", Integer.class, 0);
          return (due, ctx) -> {
            var number = ctx.state(paid).update(n -> n + 1);
            var id = due.order() + "-" + number; // the same id whenever this step runs again
            ctx.emit(new Paid(due.order(), provider.apply(id, due.cents())));
          };
        });
  }
}
