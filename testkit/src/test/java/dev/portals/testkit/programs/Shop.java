package dev.portals.testkit.programs;

import dev.portals.build.Application;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import java.util.List;

/** Carts ask an inventory, and continue with its answer. */
public final class Shop {
  static final Portal<Take, Integer> STOCK =
      Portal.at("/inventory/portals/stock", Take.class, Integer.class, Take::item);

  public record Take(String item, int count) {}

  public record Operation(String user, String item) {}

  public record Order(String user, String items) {}

  private Shop() {}

  public static Application inventory() {
    return Application.named(
        "inventory",
        app -> {
          var deliveries =
              app.generate(
                  "deliveries",
                  Generator.of(
                      Take.class,
                      List.of(
                          new Take("socks", 2),
                          new Take("hat", 1),
                          new Take("socks", 1),
                          new Take("hat", 2)),
                      1));
          app.workflow("stock", deliveries)
              .key(Take::item)
              .task(
                  "stock",
                  String.class,
                  task -> {
                    var onHand = task.perKey("onHand", Integer.class, 0);
                    task.replies(STOCK)
                        .onAsk(
                            (take, ctx) -> {
                              var left = ctx.state(onHand).value() - take.count();
                              if (left >= 0) {
                                ctx.state(onHand).set(left);
                                ctx.emit(take.item() + " left " + left);
                              }
                              ctx.reply(left);
                            });
                    return (delivery, ctx) -> ctx.state(onHand).update(n -> n + delivery.count());
                  })
              .sink("changes");
        });
  }

  public static Application cart() {
    return cart("taken", "no ");
  }

  /** Other code, with another name of its continuation, or another text. */
  static Application cart(String continuation, String no) {
    return Application.named(
        "cart",
        app -> {
          var operations =
              app.generate(
                  "operations",
                  Generator.of(
                      Operation.class,
                      List.of(
                          new Operation("alice", "socks"),
                          new Operation("bob", "hat"),
                          new Operation("alice", "hat"),
                          new Operation("alice", ""),
                          new Operation("bob", "socks"),
                          new Operation("bob", ""),
                          new Operation("carol", "socks"),
                          new Operation("carol", "")),
                      2));
          app.workflow("cart", operations)
              .key(Operation::user)
              .task(
                  "cart",
                  Order.class,
                  task -> {
                    var items = task.perKey("items", String.class, "");
                    var stock = task.asks(STOCK);
                    var taken =
                        task.onAnswer(
                            continuation,
                            stock,
                            String.class,
                            (item, answer, ctx) -> {
                              var left = answer.orThrow();
                              ctx.state(items).update(i -> i + item + left + " ");
                              if (left < 0) {
                                ctx.emit(new Order(ctx.key(), no + item));
                              }
                            });
                    return (operation, ctx) -> {
                      if (operation.item().isEmpty()) {
                        ctx.emit(new Order(ctx.key(), ctx.state(items).value()));
                        ctx.state(items).clear();
                      } else {
                        ctx.ask(stock, new Take(operation.item(), 1)).then(taken, operation.item());
                      }
                    };
                  })
              .sink("orders");
        });
  }
}
